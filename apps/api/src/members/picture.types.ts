import { Field, Float, InputType, ObjectType, createUnionType, registerEnumType } from '@nestjs/graphql';
import { Refused } from '../platform/graphql/refused.js';
import { wordsOf } from '../platform/graphql/words.js';

export const PictureKindEnum = wordsOf(['avatar', 'cover'] as const);
export type PictureKind = keyof typeof PictureKindEnum;
registerEnumType(PictureKindEnum, { name: 'PictureKind' });

@InputType({ description: 'The part to keep, in fractions of the upright picture.' })
export class CropInput {
  @Field(() => Float) left!: number;
  @Field(() => Float) top!: number;
  @Field(() => Float) width!: number;
  @Field(() => Float) height!: number;
}

@ObjectType()
export class PictureSaved {
  @Field(() => String, { nullable: true, description: 'Where it is now; for an avatar that was removed, the drawn one; null when there is no cover.' }) url?: string | null;
  @Field(() => String, { nullable: true, description: 'The picture that was replaced or removed: it can be brought back for a week.' }) replaced?: string | null;
}

@ObjectType()
export class OwnPictures {
  @Field(() => String) avatarUrl!: string;
  @Field(() => Boolean, { description: 'She has brought none: it is drawn from her handle.' }) avatarIsDrawn!: boolean;
  @Field(() => String, { nullable: true }) coverUrl?: string | null;
}

export const PictureResult = createUnionType({
  name: 'PictureResult',
  types: () => [PictureSaved, Refused] as const,
  resolveType: (value: object) => ('message' in value ? 'Refused' : 'PictureSaved'),
});
