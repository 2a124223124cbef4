/** What happened, as a capability declares it. It carries ids, never texts or names. */
export interface DomainEvent {
  /** `noun.pastVerb`, e.g. `thread.replied`. */
  readonly type: string;
  /** Of the payload's form; raised when it changes. */
  readonly version: number;
  readonly actorId: string | null;
  readonly subjectId: string;
  readonly spaceId: string | null;
  readonly payload: object;
  readonly occurredAt: Date;
  /** `live` unless it comes from an import or from the demonstration's story. */
  readonly origin?: EventOrigin;
}

export type EventOrigin = 'live' | 'import' | 'seed';

/** An event as it lies in the log and as consumers get it. */
export interface StoredEvent {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly actorId: string | null;
  readonly subjectId: string;
  readonly spaceId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly occurredAt: Date;
  readonly origin: EventOrigin;
}
