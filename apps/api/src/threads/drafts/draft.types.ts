import { Field, InputType, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import { Refused } from '../../platform/graphql/refused.js';
import { ThreadKindEnum, type ThreadKindWord } from '../thread.types.js';

const optional = { nullable: true } as const;

@ObjectType({ description: 'The post that a draft answers.' })
export class DraftAnswers {
  @Field(() => String) code!: string;
  @Field(() => Int) position!: number;
  @Field(() => String) name!: string;
}

@ObjectType({ description: 'The thread that a draft belongs to, as long as its writer may read it.' })
export class DraftThread {
  @Field(() => String) code!: string;
  @Field(() => String) slug!: string;
  @Field(() => String) title!: string;
}

@ObjectType({ description: 'What somebody is still writing. Only she can ask for it.' })
export class Draft {
  @Field(() => String, { description: 'Names the draft among those of its writer.' }) place!: string;
  @Field(() => String, { ...optional, description: 'Of a thread being started.' }) slot?: string | null;
  @Field(() => DraftThread, { ...optional, description: 'Of a reply, or of the post being corrected.' }) thread?: DraftThread | null;
  @Field(() => String, { ...optional, description: 'The post being corrected.' }) postCode?: string | null;
  @Field(() => Int, optional) position?: number | null;
  @Field(() => String, { description: 'The key to publish it with.' }) key!: string;
  @Field(() => String, optional) spaceSlug?: string | null;
  @Field(() => String, optional) spaceName?: string | null;
  @Field(() => DraftAnswers, optional) answers?: DraftAnswers | null;
  @Field(() => String) title!: string;
  @Field(() => String) body!: string;
  @Field(() => String) tags!: string;
  @Field(() => ThreadKindEnum) kind!: ThreadKindWord;
  @Field(() => Int, { ...optional, description: 'How often the post had been edited when its correction began.' }) version?: number | null;
  @Field(() => Int) revision!: number;
  @Field(() => Date) updatedAt!: Date;
}

@ObjectType()
export class DraftSaved {
  @Field(() => String) place!: string;
  @Field(() => Int) revision!: number;
  @Field(() => Date) updatedAt!: Date;
}

@ObjectType({ description: 'Another device has written there meanwhile; nothing was changed.' })
export class DraftElsewhere {
  @Field(() => Draft) draft!: Draft;
}

@ObjectType({ description: 'What this key names is published already; nothing is kept of it as a draft.' })
export class DraftPublished {
  /** Whether it is these very words; other words want a key of their own. */
  @Field(() => Boolean) published!: boolean;
}

const typeOf = (value: object): string => ('message' in value ? 'Refused' : 'draft' in value ? 'DraftElsewhere' : 'published' in value ? 'DraftPublished' : 'DraftSaved');
export const SaveDraftResult = createUnionType({ name: 'SaveDraftResult', types: () => [DraftSaved, DraftElsewhere, DraftPublished, Refused] as const, resolveType: typeOf });

@InputType({ description: 'Where it is written: the post being corrected, else the thread replied to, else the slot of a thread being started.' })
export class DraftPlaceInput {
  @Field(() => String, optional) postCode?: string | null;
  @Field(() => String, optional) threadCode?: string | null;
  @Field(() => String, optional) slot?: string | null;
}

@InputType()
export class SaveDraftInput extends DraftPlaceInput {
  @Field(() => String, { description: 'The key that it will be published with.' }) key!: string;
  @Field(() => Int, { description: 'The revision that this text continues; 0 for a beginning.' }) revision!: number;
  @Field(() => String) body!: string;
  @Field(() => String, optional) title?: string | null;
  @Field(() => String, optional) tags?: string | null;
  @Field(() => ThreadKindEnum, optional) kind?: ThreadKindWord | null;
  @Field(() => String, optional) spaceSlug?: string | null;
  @Field(() => String, { ...optional, description: 'The code of the post it answers.' }) replyTo?: string | null;
  @Field(() => Int, optional) version?: number | null;
}
