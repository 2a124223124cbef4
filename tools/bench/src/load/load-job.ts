/** One request of a rotation. `{{key}}` in the body becomes unique each time it is sent. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface LoadJob {
  /** Origin, such as `http://127.0.0.1:4800`. */
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  readonly requests: readonly LoadRequest[];
}

export interface LoadResult {
  readonly responses: number;
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers that were no success, time-outs and broken connections: a measure with any is void. */
  readonly failures: number;
  readonly bytesPerResponse: number;
}

export const KEY = '{{key}}';
