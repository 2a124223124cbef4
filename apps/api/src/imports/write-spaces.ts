import type { SpaceRecord } from '@foyer/domain/imports';
import type { Sql } from '../platform/database/database.js';
import type { Directory } from './directory.js';
import { freeSlug } from './free-names.js';
import { rememberRefs } from './import-refs.js';
import { insertRows } from './insert-rows.js';
import { freeCode, stableId } from './stable-identity.js';
import { SPACE_GRANTS, SPACES } from './tables.js';

/** Writes the spaces that the source has not brought yet, after the existing ones and in the order given. */
export async function writeSpaces(tx: Sql, source: string, now: Date, records: readonly SpaceRecord[], directory: Directory): Promise<void> {
  await directory.reread(tx, source);
  const fresh = records.filter((record) => !directory.hasSpace(record.key));
  if (fresh.length === 0) return;
  const existing = await tx.rows<{ code: string; slug: string; position: number }>('SELECT code, slug, position FROM spaces');
  const codes = new Set(existing.map((space) => space.code));
  const slugs = new Set(existing.map((space) => space.slug));
  const last = Math.max(0, ...existing.map((space) => space.position));
  const written = fresh.map((record, at) => {
    const origin = { source, kind: 'space', key: record.key };
    const id = stableId(origin, record.createdAt ?? now);
    return { key: record.key, aliases: record.aliases ?? [], record, id, code: freeCode(origin, codes), slug: freeSlug(record.slug, slugs), position: last + at + 1 };
  });
  await insertRows(tx, SPACES, written.map(({ record, id, code, slug, position }) => ({
    id, code, slug, position,
    name_fr: record.name.fr, name_en: record.name.en, description_fr: record.description?.fr ?? '', description_en: record.description?.en ?? '',
    icon: record.icon ?? 'plain', access: record.access ?? 'public', who_starts: record.whoStarts ?? 'members', interests: record.interests ?? [], created_at: record.createdAt ?? now,
  })));
  await insertRows(tx, SPACE_GRANTS, written.flatMap(({ record, id }) => (record.grants ?? []).map((grant, at) => ({
    id: stableId({ source, kind: 'grant', key: `${record.key} ${at}` }, record.createdAt ?? now),
    space_id: id,
    action: grant.action,
    role: 'role' in grant ? grant.role : null,
    group_id: 'groupKey' in grant ? directory.group(grant.groupKey) : null,
  }))));
  await rememberRefs(tx, source, 'space', written);
  for (const { key, aliases, id } of written) directory.addSpace([key, ...aliases], id);
}
