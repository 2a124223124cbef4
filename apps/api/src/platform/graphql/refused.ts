import { Field, ObjectType } from '@nestjs/graphql';
import type { Refusal } from '@foyer/domain/result';
import type { Locale } from '../http/request-context.js';
import { said, type Phrase } from '../text/phrase.js';

/** What the person did wrong or may not do, in her language, beside the field it belongs to. */
@ObjectType()
export class Refused {
  @Field(() => String) code!: string;
  @Field(() => String, { nullable: true }) field?: string | null;
  @Field(() => String) message!: string;
}

const sentences = new Map<string, Phrase>();

/** Each capability registers the sentences of its refusals: `{name}` stands for a figure of the refusal; `vous` is there when the reader is addressed. */
export function registerRefusals(own: Readonly<Record<string, Phrase>>): void {
  for (const [code, sentence] of Object.entries(own)) sentences.set(code, sentence);
}

/** The sentence of a refusal, in a language. A code without one is a programmer's mistake and throws. */
export function refusalMessage(refusal: Refusal, locale: Locale): string {
  const sentence = sentences.get(refusal.code);
  if (!sentence) throw new Error(`No sentence registered for the refusal ${refusal.code}`);
  return said(sentence, locale).replace(/\{(\w+)\}/g, (whole, name: string) => String(refusal.values?.[name] ?? whole));
}

/** A refusal as the GraphQL type. */
export function refused(refusal: Refusal, locale: Locale): Refused {
  return Object.assign(new Refused(), { code: refusal.code, field: refusal.field ?? null, message: refusalMessage(refusal, locale) });
}
