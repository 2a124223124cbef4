import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { MemberCard } from '../members/index.js';

@InputType({ description: 'What narrows the log; what is absent does not.' })
export class AuditFilter {
  @Field(() => String, { nullable: true, description: 'Handle of whoever did it; `house` for what the house did by itself.' }) actor?: string | null;
  @Field(() => String, { nullable: true, description: 'An action, or the beginning of one that ends with a point: `space.`' }) action?: string | null;
  @Field(() => String, { nullable: true, description: 'Handle of the member, or code of the space, group or thread, that it was done to.' }) subject?: string | null;
  @Field(() => Date, { nullable: true }) from?: Date | null;
  @Field(() => Date, { nullable: true, description: 'Up to this instant, without it.' }) until?: Date | null;
  @Field(() => String, { nullable: true, description: 'Letters of an action, a detail, a name or an address.' }) search?: string | null;
}

@ObjectType()
export class AuditDetail {
  @Field(() => String, { description: 'Where it stands in the details, with points: `before.role`.' }) key!: string;
  @Field(() => String) value!: string;
  @Field(() => MemberCard, { nullable: true, description: 'Who it is, when it is the id of a member.' }) member?: MemberCard | null;
}

@ObjectType()
export class AuditEntry {
  @Field(() => String) id!: string;
  @Field(() => Date) at!: Date;
  @Field(() => String) action!: string;
  @Field(() => MemberCard, { nullable: true, description: 'Null for the house itself, and for somebody who is gone.' }) actor?: MemberCard | null;
  @Field(() => Boolean, { description: 'Somebody did it, whether or not she is still here.' }) byPerson!: boolean;
  @Field(() => String) subjectKind!: string;
  @Field(() => String, { nullable: true }) subjectId?: string | null;
  @Field(() => String, { nullable: true, description: 'The name it has now.' }) subjectName?: string | null;
  @Field(() => String, { nullable: true, description: 'The page where it is.' }) subjectPath?: string | null;
  @Field(() => [AuditDetail]) details!: AuditDetail[];
  @Field(() => String, { nullable: true }) address?: string | null;
  @Field(() => String, { nullable: true }) requestId?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of its seal; null while it waits for one.' }) seal?: string | null;
}

@ObjectType()
export class AuditPage {
  @Field(() => [AuditEntry]) items!: AuditEntry[];
  @Field(() => String, { nullable: true }) next?: string | null;
}

@ObjectType({ description: 'How far the log is sealed.' })
export class AuditSeal {
  @Field(() => String, { description: 'Number of the last seal; 0 before the first.' }) number!: string;
  @Field(() => Date, { nullable: true }) sealedAt?: Date | null;
  @Field(() => String, { nullable: true, description: 'The last hash, hexadecimal.' }) head?: string | null;
  @Field(() => Int, { description: 'Entries that no seal covers yet.' }) unsealed!: number;
  @Field(() => Date, { nullable: true }) oldestUnsealedAt?: Date | null;
}
