import type { GroupRecord, MemberRecord } from '@foyer/domain/imports';
import { renderMarkdown, TooIntricate } from '../platform/text/index.js';
import type { Sql } from '../platform/database/database.js';
import type { Directory } from './directory.js';
import { freeHandle, handleWished } from './free-names.js';
import { rememberRefs } from './import-refs.js';
import { insertRows } from './insert-rows.js';
import { freeCode, stableId } from './stable-identity.js';
import { ACCOUNTS, FOLLOWS, GROUP_MEMBERS, GROUPS, MEMBERS } from './tables.js';

/** A member who could not be called as she was. */
export interface RenamedMember {
  readonly key: string;
  readonly wished: string;
  readonly handle: string;
}

const DISPLAY_NAME_MAX = 60;

/** Which handles new members would get, and which had to change; nothing is written. */
export async function proposeHandles(sql: Sql, records: readonly MemberRecord[]): Promise<{ handles: Map<string, string>; renamed: RenamedMember[] }> {
  const wishes = records.map((record) => handleWished(record.handle, record.displayName));
  const taken = await takenHandles(sql, wishes);
  const handles = new Map<string, string>();
  const renamed: RenamedMember[] = [];
  records.forEach((record, at) => {
    const handle = freeHandle(wishes[at] ?? record.handle, taken);
    handles.set(record.key, handle);
    if (handle !== record.handle) renamed.push({ key: record.key, wished: record.handle, handle });
  });
  return { handles, renamed };
}

/** A wish is taken when somebody has it; its numbered forms are looked up with it. */
async function takenHandles(sql: Sql, wishes: readonly string[]): Promise<Set<string>> {
  const rows = await sql.rows<{ handle: string }>(
    `SELECT lower(m.handle::text) AS handle FROM unnest($1::text[]) AS wish JOIN members m ON m.handle = wish::citext
     UNION
     SELECT lower(handle::text) FROM members WHERE regexp_replace(lower(handle::text), '-[0-9]+$', '') = ANY ($1::text[])
     UNION
     SELECT lower(handle::text) FROM handle_history WHERE regexp_replace(lower(handle::text), '-[0-9]+$', '') = ANY ($1::text[])`,
    [wishes.map((wish) => wish.toLowerCase())],
  );
  return new Set(rows.map((row) => row.handle));
}

/** Writes the members that the source has not brought yet. */
export async function writeMembers(tx: Sql, source: string, now: Date, records: readonly MemberRecord[], directory: Directory): Promise<RenamedMember[]> {
  await directory.reread(tx, source);
  const fresh = records.filter((record) => !directory.hasMember(record.key));
  if (fresh.length === 0) return [];
  const { handles, renamed } = await proposeHandles(tx, fresh);
  const written = fresh.map((record) => ({ record, key: record.key, id: stableId({ source, kind: 'member', key: record.key }, record.createdAt), handle: handles.get(record.key) ?? record.handle, aliases: record.aliases ?? [] }));
  await insertRows(tx, MEMBERS, written.map(({ record, id, handle }) => memberRow(record, id, handle, now, directory)));
  await insertRows(tx, ACCOUNTS, written.flatMap(({ record, id }) => (record.account ? [{ member_id: id, email: record.account.email, password_hash: record.account.passwordHash, password_changed_at: now, email_confirmed_at: record.account.confirmedAt ?? null }] : [])));
  await rememberRefs(tx, source, 'member', written);
  for (const { key, aliases, id, handle } of written) directory.addMember([key, ...aliases], id, handle);
  return renamed;
}

function memberRow(record: MemberRecord, id: string, handle: string, now: Date, directory: Directory): object {
  const bio = bioOf(record.bio ?? '', directory);
  return {
    id,
    handle,
    display_name: displayNameOf(record.displayName, handle),
    role: record.role ?? 'member',
    state: record.state ?? (record.account ? 'active' : 'unclaimed'),
    locale: record.locale ?? null,
    bio_source: record.bio ?? '',
    bio_html: bio.html,
    bio_plain: bio.plain,
    place: record.place ?? null,
    pronouns: record.pronouns ?? null,
    expertise: record.expertise ?? [],
    interests: record.interests ?? [],
    links: record.links ?? [],
    team_task: record.teamTask ?? null,
    team_contact: record.teamContact ?? null,
    avatar_path: record.avatarPath ?? null,
    created_at: record.createdAt,
    read_baseline_at: record.readBaselineAt ?? (record.account ? record.createdAt : now),
    last_seen_at: record.lastSeenAt ?? null,
    previous_visit_at: record.previousVisitAt ?? null,
  };
}

function bioOf(bio: string, directory: Directory): { readonly html: string; readonly plain: string } {
  try {
    return bio === '' ? NOTHING : renderMarkdown(bio, directory.known);
  } catch (error) {
    if (error instanceof TooIntricate) return NOTHING;
    throw error;
  }
}

const NOTHING = { html: '', plain: '' };

/** A foreign name may hold anything; what people read holds no control or direction characters. */
function displayNameOf(name: string, handle: string): string {
  const clean = name.toWellFormed().normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '').replace(/\s+/g, ' ').trim();
  const short = [...clean].slice(0, DISPLAY_NAME_MAX).join('').trim();
  return short.length > 1 ? short : handle;
}

/** Writes who follows whom; a member who is not there, and oneself, are left out. */
export async function writeFollows(tx: Sql, now: Date, records: readonly MemberRecord[], directory: Directory): Promise<void> {
  const rows = records.flatMap((record) =>
    (record.followsKeys ?? [])
      .filter((key) => key !== record.key && directory.hasMember(key))
      .map((key) => ({ follower_id: directory.member(record.key), followed_id: directory.member(key), created_at: now })),
  );
  await insertRows(tx, FOLLOWS, rows);
}

/** Writes groups whose names are new, with their members. */
export async function writeGroups(tx: Sql, source: string, now: Date, records: readonly GroupRecord[], directory: Directory): Promise<void> {
  const existing = await tx.rows<{ id: string; name: string; code: string }>('SELECT id, name, code FROM groups');
  const taken = new Set(existing.map((group) => group.code));
  const ids = new Map(existing.map((group) => [group.name.toLowerCase(), group.id]));
  const fresh: object[] = [];
  const memberships: object[] = [];
  for (const record of records) {
    const known = ids.get(record.name.toLowerCase());
    const id = known ?? stableId({ source, kind: 'group', key: record.key }, record.createdAt ?? now);
    directory.addGroup(record.key, id);
    if (known !== undefined) continue;
    fresh.push({ id, code: freeCode({ source, kind: 'group', key: record.key }, taken), name: record.name, description: record.description ?? '', rule: record.rule ?? null, created_at: record.createdAt ?? now });
    memberships.push(...record.memberKeys.map((key) => ({ group_id: id, member_id: directory.member(key), added_at: record.createdAt ?? now })));
  }
  await insertRows(tx, GROUPS, fresh);
  await insertRows(tx, GROUP_MEMBERS, memberships);
}
