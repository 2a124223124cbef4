import { m } from '#lib/i18n/index.ts';
import type { IconName } from '#lib/ui/icon-names.ts';

interface Kind {
  readonly icon: IconName;
  label(): string;
}

const KINDS: Readonly<Record<string, Kind>> = {
  thread: { icon: 'message-square', label: m.search_thing_thread },
  member: { icon: 'circle-user', label: m.search_thing_member },
  space: { icon: 'messages-square', label: m.search_thing_space },
  tag: { icon: 'tag', label: m.search_thing_tag },
};

/** The sign and the word of a kind of thing that is found. */
export const kindOf = (kind: string): Kind => KINDS[kind] ?? { icon: 'search', label: () => '' };
