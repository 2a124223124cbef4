import type { Role } from '@foyer/domain/access';
import { avatarUrlOf } from './avatar-url.js';
import type { MemberCard } from './member.types.js';

/** A member's columns as every list reads them. */
export interface CardRow {
  readonly handle: string;
  readonly display_name: string;
  readonly avatar_path: string | null;
  readonly role: Role;
}

/** The columns of a card, of the member aliased `alias`. */
export const cardColumnsOf = (alias: string): string => `${alias}.handle::text, ${alias}.display_name, ${alias}.avatar_path, ${alias}.role`;

export function cardOf(row: CardRow): MemberCard {
  return { handle: row.handle, displayName: row.display_name, avatarUrl: avatarUrlOf(row.handle, row.avatar_path), role: row.role, badge: null };
}
