/** The schema pg-boss keeps to itself. */
export const QUEUE_SCHEMA = 'pgboss';

/** One job per publication, written with its events; a worker fans it out. */
export const DISPATCH_QUEUE = 'dispatch';
/** One job per consumer and batch of events. */
export const CONSUME_QUEUE = 'consume';
/** Where jobs go that failed for good; shown to the operator. */
export const DEAD_QUEUE = 'dead';

const DAY = 24 * 3_600;

// 8 retries with a doubling delay spread over about a quarter of an hour.
const retried = { retryLimit: 8, retryDelay: 2, retryBackoff: true, deadLetter: DEAD_QUEUE, deleteAfterSeconds: DAY, retentionSeconds: 90 * DAY } as const;

/**
 * In the order they must be created: a dead-letter queue before those that name it. No queue notifies by itself:
 * a NOTIFY inside the publishing transaction would make commits wait for one another.
 */
export const QUEUES = [
  { name: DEAD_QUEUE, options: { deleteAfterSeconds: 0, retentionSeconds: 3_650 * DAY, notify: false } },
  { name: DISPATCH_QUEUE, options: { ...retried, notify: false } },
  { name: CONSUME_QUEUE, options: { ...retried, notify: false } },
] as const;
