import { requestBody } from '#lib/api/transport.ts';
import type { LiveThread } from './live-thread.svelte.ts';
import { MarkReadMutation } from './posting.operations.ts';

const SEND_AFTER_MS = 1500;

/**
 * Follows what was on the screen: tells the server how far a member read, in batches and when she
 * leaves, and the page which post is at its top.
 */
export class ReadingPlace {
  readonly #live: LiveThread;
  readonly #onread: (position: number) => void;
  readonly #observer: IntersectionObserver;
  readonly #places = new WeakMap<Element, number>();
  #sent: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onread called once a position was sent */
  constructor(live: LiveThread, onread: (position: number) => void) {
    this.#live = live;
    this.#onread = onread;
    this.#sent = live.mine?.readPosition ?? 0;
    this.#observer = new IntersectionObserver((entries) => this.#see(entries), { rootMargin: '-60px 0px -40px 0px' });
  }

  /** Watches the end of a post: whoever has it on the screen has come past the post. */
  watch(end: Element, position: number): () => void {
    this.#places.set(end, position);
    this.#observer.observe(end);
    return () => this.#observer.unobserve(end);
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    if (document.visibilityState !== 'visible') return;
    for (const entry of entries) {
      const position = this.#places.get(entry.target) ?? 0;
      if (entry.isIntersecting && position > this.#live.seen) this.#live.seen = position;
    }
    if (this.#live.signedIn && this.#live.seen > this.#sent) this.#timer ??= setTimeout(() => this.flush(), SEND_AFTER_MS);
  }

  /** Sends what is not sent yet; outlives the page. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const position = this.#live.seen;
    if (!this.#live.signedIn || position <= this.#sent) return;
    this.#sent = position;
    fetch('/graphql', {
      method: 'POST',
      keepalive: true,
      headers: { 'content-type': 'application/json', 'x-foyer-request': '1' },
      body: requestBody(MarkReadMutation, { thread: this.#live.code, position }),
    }).then(
      () => this.#onread(position),
      () => (this.#sent = 0),
    );
  }

  stop(): void {
    this.flush();
    this.#observer.disconnect();
  }
}

/** The post that the upper edge of the reading area cuts, or the first below it. */
export function postAtTop(list: HTMLElement): { position: number; offset: number } | null {
  for (const article of list.querySelectorAll<HTMLElement>('article[data-position]')) {
    const { top, bottom } = article.getBoundingClientRect();
    if (bottom > 150) return { position: Number(article.dataset['position']), offset: Math.round(top) };
  }
  return null;
}
