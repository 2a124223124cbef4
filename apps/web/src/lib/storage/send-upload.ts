import type { Upload } from 'tus-js-client';

/** One request carries so much, in bytes: on a slow line, each still ends in time, and little is sent twice. */
const PIECE = 512 * 1024;
/** After a cut, the next tries wait so long, in ms. */
const RETRIES = [0, 1_000, 3_000, 5_000, 10_000];

/** An upload under way. */
export interface Sending {
  /** The id of what has arrived. @throws {UploadRefused} */
  readonly arrived: Promise<string>;
  /** Gives up, and has the server forget what it has. */
  cancel(): void;
}

/** What the server said no to, in the viewer's language; null when it said nothing. */
export class UploadRefused extends Error {
  constructor(readonly sentence: string | null) {
    super(sentence ?? 'the upload failed');
    this.name = 'UploadRefused';
  }
}

/**
 * Sends a file piece by piece. What was cut off, even by closing the page, goes on where it was when the same file is
 * chosen again. The client is loaded here, on first use.
 */
export function sendUpload(file: File, purpose: string, onProgress: (fraction: number) => void): Sending {
  let upload: Upload | null = null;
  let cancelled = false;
  const arrived = (async () => {
    const tus = await import('tus-js-client');
    return new Promise<string>((resolve, reject) => {
      const sending = new tus.Upload(file, {
        endpoint: '/files/uploads',
        chunkSize: PIECE,
        retryDelays: RETRIES,
        metadata: { purpose },
        removeFingerprintOnSuccess: true,
        fingerprint: (chosen) => Promise.resolve(['foyer', purpose, chosen.name, chosen.size, chosen.lastModified].join('-')),
        onProgress: (sent, total) => onProgress(total > 0 ? sent / total : 0),
        onError: (error) => reject(new UploadRefused(sentenceOf(error))),
        onSuccess: () => resolve(sending.url?.split('/').at(-1) ?? ''),
      });
      upload = sending;
      if (cancelled) return reject(new UploadRefused(null));
      void sending.findPreviousUploads().then(([previous]) => {
        if (previous) sending.resumeFromPreviousUpload(previous);
        if (!cancelled) sending.start();
      });
    });
  })();
  // Whoever cancels no longer waits for it.
  arrived.catch(() => undefined);
  return {
    arrived,
    cancel() {
      cancelled = true;
      void upload?.abort(true).catch(() => undefined);
    },
  };
}

function sentenceOf(error: unknown): string | null {
  const response = (error as { originalResponse?: { getBody(): string } | null }).originalResponse;
  try {
    const body = JSON.parse(response?.getBody() ?? '') as { errors?: { message?: unknown }[] };
    const message = body.errors?.[0]?.message;
    return typeof message === 'string' ? message : null;
  } catch {
    return null;
  }
}
