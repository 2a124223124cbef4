import { Field, InputType, ObjectType, createUnionType, registerEnumType } from '@nestjs/graphql';
import { Refused } from '../platform/graphql/refused.js';
import { wordsOf } from '../platform/graphql/words.js';

export const STEPS = ['interests', 'spaces', 'introduce', 'react'] as const;
export type StepWord = (typeof STEPS)[number];
export const WelcomeStepEnum = wordsOf(STEPS);
registerEnumType(WelcomeStepEnum, { name: 'WelcomeStepName' });

@ObjectType()
export class WelcomeStep {
  @Field(() => WelcomeStepEnum) name!: StepWord;
  @Field(() => Boolean) done!: boolean;
}

@ObjectType()
export class SuggestedSpace {
  @Field(() => String) slug!: string;
  @Field(() => String) name!: string;
  @Field(() => String) description!: string;
  @Field(() => String) icon!: string;
  /** Those of her interests that it is about. */
  @Field(() => [String]) shared!: string[];
}

@ObjectType()
export class WelcomeThread {
  @Field(() => String) code!: string;
  @Field(() => String) slug!: string;
  @Field(() => String) title!: string;
}

/** A member's first steps, as far as she came. */
@ObjectType()
export class WelcomePath {
  @Field(() => [WelcomeStep]) steps!: WelcomeStep[];
  /** Whether the front page shows the list. */
  @Field(() => Boolean) shown!: boolean;
  @Field(() => Boolean) dismissed!: boolean;
  @Field(() => [String]) choices!: string[];
  @Field(() => [String]) chosen!: string[];
  @Field(() => [SuggestedSpace]) spaces!: SuggestedSpace[];
  @Field(() => String, { nullable: true }) introduceIn?: string | null;
  /** Recent threads that somebody began, to answer with a word or a reaction. */
  @Field(() => [WelcomeThread]) threads!: WelcomeThread[];
}

@ObjectType()
export class WelcomeSpaceSetting {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => [String]) interests!: string[];
}

@ObjectType()
export class WelcomeSigner {
  @Field(() => String) handle!: string;
  @Field(() => String) displayName!: string;
}

/** What administrators set of the welcome, asked and answered alike. */
@ObjectType({ isAbstract: true })
@InputType({ isAbstract: true })
class WelcomeChoices {
  @Field(() => Boolean) letter!: boolean;
  @Field(() => String, { nullable: true }) signedBy?: string | null;
  @Field(() => String) subjectFr!: string;
  @Field(() => String) subjectEn!: string;
  @Field(() => String) bodyFr!: string;
  @Field(() => String) bodyEn!: string;
  @Field(() => String, { nullable: true }) introduceSpace?: string | null;
}

@ObjectType()
export class WelcomeSettings extends WelcomeChoices {
  @Field(() => [WelcomeSigner]) signers!: WelcomeSigner[];
  @Field(() => [WelcomeSpaceSetting]) spaces!: WelcomeSpaceSetting[];
}

@InputType()
export class WelcomeInterestsInput {
  @Field(() => String) space!: string;
  /** Words between commas. */
  @Field(() => String) interests!: string;
}

@InputType()
export class WelcomeInput extends WelcomeChoices {
  @Field(() => [WelcomeInterestsInput]) spaces!: WelcomeInterestsInput[];
}

@ObjectType()
export class WelcomePreview {
  @Field(() => String) from!: string;
  @Field(() => String) subject!: string;
  @Field(() => [String]) paragraphs!: string[];
}

export const WelcomePreviewResult = createUnionType({
  name: 'WelcomePreviewResult',
  types: () => [WelcomePreview, Refused] as const,
  resolveType: (value: object) => ('message' in value ? 'Refused' : 'WelcomePreview'),
});
