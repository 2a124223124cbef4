import { registerEnumType } from '@nestjs/graphql';

/** A union of words as a GraphQL enum whose values are the words themselves. */
export const wordsOf = <T extends string>(words: readonly T[]): Record<T, T> => Object.fromEntries(words.map((word) => [word, word])) as Record<T, T>;

export const LocaleEnum = wordsOf(['fr', 'en'] as const);
export type LocaleWord = keyof typeof LocaleEnum;
registerEnumType(LocaleEnum, { name: 'Locale' });
