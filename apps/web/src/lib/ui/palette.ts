import type { IconName } from './icon-names.ts';

/** One line of a palette. */
export interface PaletteChoice {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** Said after the label, quieter. */
  readonly hint?: string;
  readonly icon: IconName;
  readonly avatarUrl?: string;
  /** Taking it leaves the palette open. */
  readonly stays?: boolean;
}

/** What a palette says. */
export interface PaletteWords {
  readonly label: string;
  readonly hint: string;
  readonly close: string;
  readonly choices: string;
  readonly away: string;
  nothing(search: string): string;
  count(count: number): string;
}
