import { Field, ID, Int, ObjectType, createUnionType, registerEnumType } from '@nestjs/graphql';
import { Refused } from '../../platform/graphql/refused.js';
import { wordsOf } from '../../platform/graphql/words.js';

export const SecondFactorMethodEnum = wordsOf(['passkey', 'totp', 'recovery'] as const);
export type SecondFactorMethod = keyof typeof SecondFactorMethodEnum;
registerEnumType(SecondFactorMethodEnum, { name: 'SecondFactorMethod' });

export const DeviceKindEnum = wordsOf(['computer', 'phone', 'tablet', 'unknown'] as const);
registerEnumType(DeviceKindEnum, { name: 'DeviceKind' });

@ObjectType({ description: 'The first factor was right. The second is shown by the same browser, within ten minutes.' })
export class SecondFactorDue {
  @Field(() => ID) challenge!: string;
  @Field(() => [SecondFactorMethodEnum]) methods!: SecondFactorMethod[];
}

@ObjectType('PasskeyQuestion', { description: 'A question for a passkey; it is answered once, by the browser that asked.' })
export class PasskeyQuestionType {
  @Field(() => ID) challenge!: string;
  @Field(() => String, { description: 'JSON of the WebAuthn options.' }) options!: string;
}

@ObjectType()
export class TotpSetup {
  @Field(() => String, { description: 'The seed, in base 32, for apps that cannot read a picture.' }) seed!: string;
  @Field(() => String, { description: 'The otpauth address that the picture holds.' }) address!: string;
}

@ObjectType({ description: 'Codes are shown once, now.' })
export class FactorAdded {
  @Field(() => [String], { nullable: true }) recoveryCodes!: string[] | null;
}

@ObjectType()
export class Passkey {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => Boolean, { description: 'Kept in several places by its maker.' }) backedUp!: boolean;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, { nullable: true }) lastUsedAt!: Date | null;
}

@ObjectType()
export class OwnSession {
  @Field(() => ID) id!: string;
  @Field(() => Boolean) current!: boolean;
  @Field(() => DeviceKindEnum) kind!: keyof typeof DeviceKindEnum;
  @Field(() => String, { nullable: true }) browser!: string | null;
  @Field(() => String, { nullable: true }) system!: string | null;
  @Field(() => String, { nullable: true, description: 'The network of the address, not the whole of it.' }) network!: string | null;
  @Field(() => String, { nullable: true, description: 'Two letters, when a proxy of the house names it.' }) country!: string | null;
  @Field(() => Date) openedAt!: Date;
  @Field(() => Date) lastUsedAt!: Date;
}

@ObjectType({ description: 'How the viewer proves who she is, and where she is signed in.' })
export class Security {
  @Field(() => String, { nullable: true }) email!: string | null;
  @Field(() => String, { nullable: true, description: 'An address that waits to be confirmed.' }) nextEmail!: string | null;
  @Field(() => [String], { description: 'The mailboxes that have not confirmed it: `new`, `old`.' }) nextEmailWaitsFor!: string[];
  @Field(() => Boolean) hasPassword!: boolean;
  @Field(() => Date, { nullable: true }) passwordChangedAt!: Date | null;
  @Field(() => Int) passwordMin!: number;
  @Field(() => Boolean) totp!: boolean;
  @Field(() => Int) recoveryCodesLeft!: number;
  @Field(() => Boolean, { description: 'Her role asks for two factors.' }) mustHaveTwo!: boolean;
  @Field(() => Boolean, { description: 'Signing in with the password asks for a second factor.' }) secondStep!: boolean;
  @Field(() => Boolean) mustEnrol!: boolean;
  @Field(() => Boolean, { description: 'Proved within ten minutes: nothing asks again before.' }) provedRecently!: boolean;
  @Field(() => [SecondFactorMethodEnum]) methods!: SecondFactorMethod[];
  @Field(() => TotpSetup, { nullable: true, description: 'A code app that was begun and not confirmed.' }) pendingTotp!: TotpSetup | null;
  @Field(() => [Passkey]) passkeys!: Passkey[];
  @Field(() => [OwnSession]) sessions!: OwnSession[];
}

@ObjectType()
export class RecoveryCodes {
  @Field(() => [String]) codes!: string[];
}

/** Refusals have a message; what else there is decides the rest. */
const typeOf = (success: string) => (value: object) => ('message' in value ? 'Refused' : success);

export const PasskeyQuestionResult = createUnionType({ name: 'PasskeyQuestionResult', types: () => [PasskeyQuestionType, Refused] as const, resolveType: typeOf('PasskeyQuestion') });
export const TotpSetupResult = createUnionType({ name: 'TotpSetupResult', types: () => [TotpSetup, Refused] as const, resolveType: typeOf('TotpSetup') });
export const FactorAddedResult = createUnionType({ name: 'FactorAddedResult', types: () => [FactorAdded, Refused] as const, resolveType: typeOf('FactorAdded') });
export const RecoveryCodesResult = createUnionType({ name: 'RecoveryCodesResult', types: () => [RecoveryCodes, Refused] as const, resolveType: typeOf('RecoveryCodes') });
