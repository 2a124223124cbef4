import { REACTION_KINDS } from './reaction-kinds.js';
import { ROLES } from '@foyer/domain/access';
import * as v from 'valibot';
import { CUT_NAMES, HAIR_NAMES, HAT_NAMES } from './art/portrait.js';

/** The form of the content files. Anything unknown is an error: a misspelt field would otherwise be lost silently. */
const key = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*$/, 'is not a key (lower-case letters, digits, hyphens)'));
const tag = v.pipe(v.string(), v.regex(/^[\p{Ll}\p{N}]+(-[\p{Ll}\p{N}]+)*$/u, 'is no tag'));
const words = v.pipe(v.string(), v.trim(), v.nonEmpty('is empty'));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'is not a colour such as #24506b'));
const bothLanguages = v.strictObject({ fr: words, en: words });
const language = v.picklist(['fr', 'en']);

/** `08:20` → minutes since midnight. */
const timeOfDay = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as 08:20'),
  v.transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))),
);

const MINUTES = { m: 1, h: 60, d: 1440 } as const;
/** `45m`, `3h`, `2d` → minutes. */
const delay = v.pipe(
  v.string(),
  v.regex(/^\d+[mhd]$/, 'is not a delay such as 45m, 3h or 2d'),
  v.transform((text) => Number(text.slice(0, -1)) * MINUTES[text.slice(-1) as keyof typeof MINUTES]),
);

const look = v.strictObject({
  h: v.picklist(CUT_NAMES),
  c: v.picklist(HAIR_NAMES),
  k: v.picklist([0, 1, 2, 3, 4]),
  v: colour,
  bg: colour,
  t: v.optional(v.picklist(HAT_NAMES)),
  tc: v.optional(v.tuple([colour, v.union([colour, v.literal('')])])),
  b: v.optional(v.picklist([1, 2])),
  g: v.optional(colour),
  m: v.optional(v.number()),
  br: v.optional(v.number()),
});

/** Words that file a person, in lower case as they are stored. */
const wordList = v.pipe(v.array(v.pipe(words, v.maxLength(40), v.check((word) => word === word.toLowerCase(), 'is not in lower case'))), v.maxLength(10));

export const membersFile = v.array(
  v.strictObject({
    key,
    name: words,
    handle: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{2,40}$/)),
    role: v.optional(v.picklist(ROLES), 'member'),
    lang: v.optional(language, 'fr'),
    joined: v.pipe(v.number(), v.integer(), v.maxValue(0)),
    bio: v.optional(words),
    place: v.optional(words),
    pronouns: v.optional(words),
    expertise: v.optional(wordList, []),
    interests: v.optional(wordList, []),
    links: v.optional(v.pipe(v.array(v.pipe(v.string(), v.url())), v.maxLength(5)), []),
    task: v.optional(words),
    contact: v.optional(words),
    look,
  }),
);

export const spacesFile = v.array(
  v.strictObject({
    key,
    slug: key,
    name: bothLanguages,
    description: bothLanguages,
    flag: key,
    access: v.picklist(['public', 'members', 'roles']),
    roles: v.optional(v.array(v.picklist(ROLES)), []),
    startThreads: v.picklist(['members', 'staff']),
    interests: v.optional(v.array(words), []),
    order: v.pipe(v.number(), v.integer()),
  }),
);

const post = v.strictObject({
  by: key,
  after: v.optional(delay, '0m'),
  text: words,
  likes: v.optional(count, 0),
  reactions: v.optional(v.record(v.picklist(REACTION_KINDS), count), {}),
  re: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  quote: v.optional(words),
  accepted: v.optional(v.boolean(), false),
  edited: v.optional(words),
  removed: v.optional(words),
});

export const threadSchema = v.strictObject({
  slug: v.pipe(key, v.maxLength(80)),
  title: v.pipe(words, v.maxLength(160)),
  kind: v.optional(v.picklist(['discussion', 'question', 'announcement']), 'discussion'),
  lang: v.optional(language, 'fr'),
  tags: v.optional(v.pipe(v.array(tag), v.maxLength(3)), []),
  day: v.pipe(v.number(), v.integer(), v.maxValue(0), v.minValue(-365)),
  at: timeOfDay,
  views: v.optional(count, 0),
  pinned: v.optional(v.boolean(), false),
  closed: v.optional(v.boolean(), false),
  posts: v.pipe(v.array(post), v.minLength(1, 'has no post')),
});
