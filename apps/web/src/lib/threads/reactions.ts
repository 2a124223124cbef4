import type { Reaction } from '@foyer/domain/threads';
import { m } from '#lib/i18n/index.ts';
import type { IconName } from '#lib/ui/icon-names.ts';

interface Shown {
  readonly kind: Reaction;
  readonly icon: IconName;
  readonly label: () => string;
}

/** The reactions of the house with their pictures and names; the first is always offered. */
export const reactions: readonly Shown[] = [
  { kind: 'like', icon: 'heart', label: m.post_reaction_like },
  { kind: 'flame', icon: 'flame', label: m.post_reaction_flame },
  { kind: 'thanks', icon: 'hand-heart', label: m.post_reaction_thanks },
  { kind: 'laugh', icon: 'laugh', label: m.post_reaction_laugh },
  { kind: 'wave', icon: 'hand', label: m.post_reaction_wave },
  { kind: 'bravo', icon: 'party-popper', label: m.post_reaction_bravo },
];
