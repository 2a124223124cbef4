import type { Reaction } from '@foyer/domain/threads';
import { m } from '#lib/i18n/index.ts';
import type { IconName } from '#lib/ui/icon-names.ts';

interface Shown {
  readonly kind: Reaction;
  readonly icon: IconName;
  readonly label: () => string;
}

const like: Shown = { kind: 'like', icon: 'heart', label: m.post_reaction_like };

/** The reactions of the house with their pictures and names; the first is always offered. */
export const reactions: readonly Shown[] = [
  like,
  { kind: 'flame', icon: 'flame', label: m.post_reaction_flame },
  { kind: 'thanks', icon: 'hand-heart', label: m.post_reaction_thanks },
  { kind: 'laugh', icon: 'laugh', label: m.post_reaction_laugh },
  { kind: 'wave', icon: 'hand', label: m.post_reaction_wave },
  { kind: 'bravo', icon: 'party-popper', label: m.post_reaction_bravo },
];

/** How a reaction is shown. */
export function reactionOf(kind: string): Shown {
  return reactions.find((one) => one.kind === kind) ?? like;
}

/** What a pressed button says of a reaction: to which post, and whether it is given or taken back. */
export interface Pressed {
  readonly kind: string;
  readonly on: boolean;
  readonly post: string;
  readonly position: number;
}

/** The value of a reaction's button: `flame:on:msr3wj6n:5`. */
export function reactionValue(post: { readonly code: string; readonly position: number }, kind: string, on: boolean): string {
  return `${kind}:${on ? 'on' : 'off'}:${post.code}:${post.position}`;
}

/** Reads such a value. */
export function pressedReaction(value: string): Pressed {
  const [kind = '', wanted = '', post = '', position = ''] = value.split(':');
  return { kind, on: wanted === 'on', post, position: Number(position) || 0 };
}
