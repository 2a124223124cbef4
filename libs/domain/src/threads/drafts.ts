import * as v from 'valibot';
import { accept, refuse, type RefusalCode, type Result } from '../result/index.js';
import { THREAD_KINDS, THREAD_LIMITS, THREAD_LOCALES, type ThreadKind, type ThreadLocale } from './thread-words.js';

export interface ThreadDraft {
  readonly title: string;
  readonly body: string;
  readonly kind: ThreadKind;
  readonly tags: readonly string[];
  readonly locale: ThreadLocale;
}

export interface ReplyDraft {
  readonly body: string;
}

/** What a form sends, before anything is known about it. */
export interface ThreadInput {
  readonly title: string;
  readonly body: string;
  readonly kind?: string | null;
  readonly tags?: readonly string[] | null;
  readonly locale?: string | null;
}

// Controls never belong to a text; direction marks would let a title rewrite the page around it.
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
const DIRECTIONS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
/** Raw characters of a line beyond which nothing is tidied: normalising a long run of accents takes the square of its length. */
const RAW_LINE = 1_000;
const NOTHING = /^[\s\p{Cf}\p{M}\u115F\u1160\u3164\uFFA0]*$/u;

const oneLine = (text: string): string => wellFormed(text).replace(/\s+/g, ' ').replace(CONTROLS, '').replace(DIRECTIONS, '').normalize('NFC').trim();
const manyLines = (text: string): string => wellFormed(text).replace(/\r\n?/g, '\n').replace(CONTROLS, '').trimEnd();
/** Half a surrogate pair cannot be stored. */
const wellFormed = (text: string): string => text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
/** "Pointe du Raz" → "pointe-du-raz"; accents stay, since they are read. */
const tagOf = (text: string): string => oneLine(text).toLowerCase().replace(/^#+/, '').replace(/[\s_]+/g, '-').replace(/^-+|-+$/g, '');

// The schemas' messages are refusal codes.
const title = v.pipe(
  v.string('thread.titleShort'),
  v.maxLength(RAW_LINE, 'thread.titleLong'),
  v.transform(oneLine),
  v.check((text) => !NOTHING.test(text) && text.length >= THREAD_LIMITS.titleMin, 'thread.titleShort'),
  v.maxLength(THREAD_LIMITS.titleMax, 'thread.titleLong'),
);
const body = v.pipe(
  v.string('post.empty'),
  // Checked first, so that nothing scans an oversized text.
  v.maxLength(THREAD_LIMITS.bodyMax, 'post.long'),
  v.transform(manyLines),
  v.check((text) => !NOTHING.test(text), 'post.empty'),
);
const tags = v.pipe(
  v.array(v.pipe(v.string(), v.maxLength(200, 'thread.tagForm'), v.transform(tagOf))),
  v.transform((all) => [...new Set(all.filter((tag) => tag !== ''))]),
  v.maxLength(THREAD_LIMITS.tags, 'thread.tagsMany'),
  v.check((all) => all.every((tag) => tag.length <= THREAD_LIMITS.tagMax && /^[\p{L}\p{N}]+(?:[-'’+.][\p{L}\p{N}]+)*$/u.test(tag)), 'thread.tagForm'),
);
const kind = v.picklist(THREAD_KINDS, 'thread.kind');
const locale = v.picklist(THREAD_LOCALES, 'thread.locale');
const reason = v.pipe(v.string(), v.maxLength(THREAD_LIMITS.reasonMax, 'post.reasonLong'), v.transform(oneLine));

/** Checks a new thread. `spoken` is the language assumed when none is given. */
export function parseThreadDraft(input: ThreadInput, spoken: ThreadLocale): Result<ThreadDraft> {
  const schema = v.object({ title, body, tags, kind, locale });
  return parsed(v.safeParse(schema, { ...input, tags: input.tags ?? [], kind: input.kind ?? 'discussion', locale: input.locale ?? spoken }, { abortEarly: true }));
}

/** Checks a reply, or the new text of a post. */
export function parseReply(input: { readonly body: string }): Result<ReplyDraft> {
  return parsed(v.safeParse(v.object({ body }), input, { abortEarly: true }));
}

export interface ThreadChanges {
  readonly title?: string;
  readonly tags?: readonly string[];
  readonly kind?: ThreadKind;
}

/** Checks what is to change about a thread; what is absent or null stays. */
export function parseThreadChanges(input: { readonly title?: string | null; readonly tags?: readonly string[] | null; readonly kind?: string | null }): Result<ThreadChanges> {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined));
  return parsed(v.safeParse(v.partial(v.object({ title, tags, kind })), given, { abortEarly: true })) as Result<ThreadChanges>;
}

/** Checks the reason given for a removal; it may be empty, `decideRemove` says when it must not. */
export function parseReason(text: string): Result<string> {
  return parsed(v.safeParse(v.object({ reason }), { reason: text }, { abortEarly: true }), (value) => value.reason);
}

function parsed<T>(result: v.SafeParseResult<v.GenericSchema<unknown, T>>): Result<T>;
function parsed<T, R>(result: v.SafeParseResult<v.GenericSchema<unknown, T>>, pick: (value: T) => R): Result<R>;
function parsed<T, R>(result: v.SafeParseResult<v.GenericSchema<unknown, T>>, pick?: (value: T) => R): Result<T | R> {
  if (result.success) return accept(pick ? pick(result.output) : result.output);
  const [issue] = result.issues;
  const field = issue.path?.[0]?.key;
  const { titleMin, titleMax, bodyMax, tags: tagsMax, tagMax, reasonMax } = THREAD_LIMITS;
  return refuse(issue.message as RefusalCode, typeof field === 'string' ? field : undefined, { titleMin, titleMax, bodyMax, tagsMax, tagMax, reasonMax });
}
