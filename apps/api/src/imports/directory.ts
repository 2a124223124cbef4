import type { Sql } from '../platform/database/database.js';

/** The members and spaces of one source that exist already, and what they are called here. */
export class Directory {
  private readonly memberIds = new Map<string, string>();
  private readonly handles = new Map<string, string>();
  private readonly idsByHandle = new Map<string, string>();
  private readonly spaceIds = new Map<string, string>();
  private readonly groupIds = new Map<string, string>();

  /** Handles that a text of this source may call, lower case → as written. */
  readonly known = new Map<string, string>();

  static async of(sql: Sql, source: string): Promise<Directory> {
    const directory = new Directory();
    await directory.reread(sql, source);
    return directory;
  }

  /** Takes in what another run may have written meanwhile. */
  async reread(sql: Sql, source: string): Promise<void> {
    const members = await sql.rows<{ key: string; id: string; handle: string }>(
      `SELECT r.external_id AS key, m.id, m.handle::text AS handle FROM import_refs r JOIN members m ON m.id = r.internal_id WHERE r.source = $1 AND r.kind = 'member'`,
      [source],
    );
    for (const member of members) this.addMember([member.key], member.id, member.handle);
    const spaces = await sql.rows<{ key: string; id: string }>(
      `SELECT r.external_id AS key, s.id FROM import_refs r JOIN spaces s ON s.id = r.internal_id WHERE r.source = $1 AND r.kind = 'space'`,
      [source],
    );
    for (const space of spaces) this.addSpace([space.key], space.id);
  }

  addMember(keys: readonly string[], id: string, handle: string): void {
    for (const key of keys) {
      this.memberIds.set(key, id);
      this.handles.set(key, handle);
    }
    this.idsByHandle.set(handle.toLowerCase(), id);
    this.known.set(handle.toLowerCase(), handle);
  }

  addSpace(keys: readonly string[], id: string): void {
    for (const key of keys) this.spaceIds.set(key, id);
  }

  addGroup(key: string, id: string): void {
    this.groupIds.set(key, id);
  }

  hasMember(key: string): boolean {
    return this.memberIds.has(key);
  }

  hasSpace(key: string): boolean {
    return this.spaceIds.has(key);
  }

  handleOf(key: string): string | null {
    return this.handles.get(key) ?? null;
  }

  idOfHandle(handle: string): string | null {
    return this.idsByHandle.get(handle.toLowerCase()) ?? null;
  }

  /** @throws when the record names somebody who was not written: records come in order */
  member(key: string): string {
    return found(this.memberIds.get(key), 'member', key);
  }

  space(key: string): string {
    return found(this.spaceIds.get(key), 'space', key);
  }

  group(key: string): string {
    return found(this.groupIds.get(key), 'group', key);
  }
}

function found(id: string | undefined, kind: string, key: string): string {
  if (id === undefined) throw new Error(`no ${kind} "${key}" among the records`);
  return id;
}
