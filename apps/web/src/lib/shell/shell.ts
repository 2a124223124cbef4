/** The roles of the house, as the API names them. */
export type Role = 'admin' | 'cm' | 'moderator' | 'analyst' | 'ambassador' | 'member';

/** Whoever is signed in, as the frame needs them. */
export interface ShellViewer {
  readonly handle: string;
  readonly displayName: string;
  readonly avatarUrl: string;
  readonly role: Role;
  readonly permissions: readonly string[];
  /** The rules changed: she writes once she has accepted them. */
  readonly rulesDue: boolean;
}

/** A space in the navigation. */
export interface ShellSpace {
  readonly slug: string;
  readonly name: string;
  readonly icon: string;
  readonly restricted: boolean;
  readonly unread: boolean;
  readonly canStart: boolean;
}

/** What the frame of every page shows. */
export interface Shell {
  readonly viewer: ShellViewer | null;
  readonly spaces: readonly ShellSpace[];
}

/** Address of a space's flag. */
export function flagOf(icon: string): string {
  return `/media/flags/${icon}.svg`;
}
