/** A member as others see that she is there. */
export interface PresentMember {
  readonly handle: string;
  readonly displayName: string;
  readonly avatarUrl: string;
}

/** Who follows a thread: in one process, or all together. */
export interface Presence {
  /** At most 12. */
  readonly readers: readonly PresentMember[];
  readonly readersCount: number;
  readonly visitorsCount: number;
  /** Those who are writing at this moment, at most 4. */
  readonly writers: readonly PresentMember[];
}

export const NOBODY: Presence = { readers: [], readersCount: 0, visitorsCount: 0, writers: [] };

const SHOWN_READERS = 12;
const SHOWN_WRITERS = 4;

/** Cuts down to what is shown. */
export function presenceOf(readers: readonly PresentMember[], writers: readonly PresentMember[], visitorsCount: number): Presence {
  return { readers: readers.slice(0, SHOWN_READERS), readersCount: readers.length, visitorsCount, writers: writers.slice(0, SHOWN_WRITERS) };
}

/** The same without those who are apart from whoever is told. */
export function without({ readers, readersCount, visitorsCount, writers }: Presence, apart: ReadonlySet<string>): Presence {
  const others = readers.filter((member) => !apart.has(member.handle));
  return { readers: others, readersCount: readersCount - (readers.length - others.length), visitorsCount, writers: writers.filter((member) => !apart.has(member.handle)) };
}

/**
 * Puts the processes together. A member who reads in two of them counts once as far as she is shown; beyond that,
 * the sum is what there is.
 */
export function together(parts: readonly Presence[]): Presence {
  const readers = distinct(parts.flatMap((part) => part.readers));
  const writers = distinct(parts.flatMap((part) => part.writers));
  const listed = parts.reduce((sum, part) => sum + part.readers.length, 0);
  const counted = parts.reduce((sum, part) => sum + part.readersCount, 0);
  return {
    readers: readers.slice(0, SHOWN_READERS),
    readersCount: counted - (listed - readers.length),
    visitorsCount: parts.reduce((sum, part) => sum + part.visitorsCount, 0),
    writers: writers.slice(0, SHOWN_WRITERS),
  };
}

const distinct = (members: readonly PresentMember[]): PresentMember[] => [...new Map(members.map((member) => [member.handle, member])).values()];
