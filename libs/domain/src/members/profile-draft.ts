import { accept, refuse, type Result } from '../result/index.js';
import { readVisibility, type Visibility } from './profile-fields.js';
import { BIO_MAX, parseDisplayName } from './profile-rules.js';

const LINE_MAX = 80;
const WORDS_MAX = 10;
const WORD_LENGTH = 40;
const LINKS_MAX = 5;
const LINK_LENGTH = 300;
const TASK_MAX = 160;
const CONTACT_MAX = 200;
/** Raw characters beyond which a line is refused unread: normalising a long run of accents takes the square of its length. */
const RAW_LINE = 400;
// PostgreSQL stores no NUL, and no text needs the others.
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
const ADDRESS = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,120}\.[^\s@<>".]{2,24}$/;

/** What a member sends of her profile. */
export interface ProfileDraft {
  readonly displayName: string;
  readonly bio: string;
  readonly place: string | null;
  readonly pronouns: string | null;
  readonly expertise: readonly string[];
  readonly interests: readonly string[];
  readonly links: readonly string[];
  /** Field → audience; what is unknown counts for nothing. */
  readonly visibility: unknown;
  /** Of the team alone: what she does there, and how she is reached. */
  readonly teamTask: string | null;
  readonly teamContact: string | null;
}

/** A profile as it is stored. */
export interface Profile {
  readonly displayName: string;
  readonly bio: string;
  readonly place: string | null;
  readonly pronouns: string | null;
  readonly expertise: readonly string[];
  readonly interests: readonly string[];
  readonly links: readonly string[];
  readonly visibility: Visibility;
  readonly teamTask: string | null;
  readonly teamContact: string | null;
}

/** Reads a web address: its normal form, or null when it is none that may be shown. */
export type ReadAddress = (text: string) => string | null;

/** Checks a whole profile; the first thing wrong is told with its field. */
export function parseProfile(draft: ProfileDraft, readAddress: ReadAddress): Result<Profile> {
  const name = parseDisplayName(draft.displayName);
  if (!name.ok) return name;
  if (draft.bio.length > BIO_MAX) return refuse('member.bioLong', 'bio', { max: BIO_MAX });
  const place = lineOf(draft.place, LINE_MAX);
  if (place === undefined) return refuse('member.nameLong', 'place', { max: LINE_MAX });
  const pronouns = lineOf(draft.pronouns, LINE_MAX);
  if (pronouns === undefined) return refuse('member.nameLong', 'pronouns', { max: LINE_MAX });
  const expertise = parseWords(draft.expertise, 'expertise');
  if (!expertise.ok) return expertise;
  const interests = parseWords(draft.interests, 'interests');
  if (!interests.ok) return interests;
  const links = parseLinks(draft.links, readAddress);
  if (!links.ok) return links;
  const teamTask = lineOf(draft.teamTask, TASK_MAX);
  if (teamTask === undefined) return refuse('member.nameLong', 'teamTask', { max: TASK_MAX });
  const teamContact = parseContact(draft.teamContact, readAddress);
  if (!teamContact.ok) return teamContact;
  return accept({
    displayName: name.value, bio: draft.bio.replace(CONTROLS, '').trim(), place, pronouns, expertise: expertise.value, interests: interests.value,
    links: links.value, visibility: readVisibility(draft.visibility), teamTask, teamContact: teamContact.value,
  });
}

/** Words that file a person: trimmed, without a hash sign, each once whatever its case; at most ten of forty characters. */
function parseWords(given: readonly string[], field: 'expertise' | 'interests'): Result<string[]> {
  const words = new Map<string, string>();
  for (const text of given.slice(0, 100)) {
    const word = lineOf(text.replace(/^[\s#]+/, ''), WORD_LENGTH);
    if (word === undefined) return refuse('member.wordLong', field, { max: WORD_LENGTH });
    if (word !== null && !words.has(word.toLowerCase())) words.set(word.toLowerCase(), word.toLowerCase());
  }
  if (words.size > WORDS_MAX) return refuse('member.wordsMany', field, { max: WORDS_MAX });
  return accept([...words.values()]);
}

/** Addresses of the web, each once, at most five. */
function parseLinks(given: readonly string[], readAddress: ReadAddress): Result<string[]> {
  const links = new Set<string>();
  for (const text of given.slice(0, 50)) {
    const typed = text.slice(0, LINK_LENGTH + 1).trim();
    if (typed === '') continue;
    const link = typed.length > LINK_LENGTH ? null : readAddress(typed);
    if (link === null || link.length > LINK_LENGTH) return refuse('member.linkForm', 'links');
    links.add(link);
  }
  if (links.size > LINKS_MAX) return refuse('member.linksMany', 'links', { max: LINKS_MAX });
  return accept([...links]);
}

/** How somebody of the team is reached: a mail address or an address of the web. */
function parseContact(text: string | null, readAddress: ReadAddress): Result<string | null> {
  const line = lineOf(text, CONTACT_MAX);
  if (line === undefined) return refuse('member.nameLong', 'teamContact', { max: CONTACT_MAX });
  if (line === null || ADDRESS.test(line)) return accept(line);
  const link = readAddress(line);
  return link === null ? refuse('member.contactForm', 'teamContact') : accept(link);
}

/** One trimmed line, null when empty, undefined when too long. */
function lineOf(text: string | null, max: number): string | null | undefined {
  if ((text?.length ?? 0) > RAW_LINE) return undefined;
  const line = (text ?? '').toWellFormed().normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '').replace(/\s+/g, ' ').trim();
  if (line.length > max) return undefined;
  return line === '' ? null : line;
}
