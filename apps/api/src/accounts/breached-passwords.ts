import { dictionary } from '@zxcvbn-ts/language-common';

const breached: ReadonlySet<string> = new Set(Object.values(dictionary).flat().filter((word) => typeof word === 'string' && word.length >= 8));

/** Whether a password, in lower case, is in the shipped list of leaked and common ones. */
export const isBreached = (password: string): boolean => breached.has(password);
