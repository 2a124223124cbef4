import { send } from '#lib/api/browser.ts';
import { actionKey, after, joined, type Head } from './thread-window.ts';
import {
  ABOVE, WINDOW, type AcceptedAnswer, type Answered, type Mine, type Post, type PostWindow, type Thread, type ThreadAction,
  type ThreadChanges, type ThreadPageData,
} from './thread-types.ts';
import { AcceptedQuery, PostsQuery, ThreadChangesQuery } from './threads.operations.ts';

/** Who is on the page, as the socket tells it. */
export interface Presence {
  readonly readers: readonly { readonly handle: string; readonly displayName: string; readonly avatarUrl: string }[];
  readonly readersCount: number;
  readonly visitorsCount: number;
  readonly writers: readonly { readonly handle: string; readonly displayName: string }[];
}

/**
 * A thread as the page holds it: one unbroken window of its posts that grows at both ends and follows
 * what others do. Server and browser build it from the same data.
 */
export class LiveThread {
  readonly code: string;
  readonly signedIn: boolean;
  /** Where the last visit stopped, kept for the whole visit. */
  readonly tide: number;
  head = $state.raw() as Head;
  thread = $state.raw() as Thread;
  mine: Mine | null = $state.raw(null);
  accepted: AcceptedAnswer | null = $state.raw(null);
  posts: readonly Post[] = $state.raw([]);
  actions: readonly ThreadAction[] = $state.raw([]);
  hasBefore = $state(false);
  hasAfter = $state(false);
  /** The last post of the thread when the page was opened: what comes after it is news. */
  known = $state(0);
  /** The furthest post that was on the screen. */
  seen = $state(0);
  /** The post at the top of the screen. */
  current = $state(1);
  /** The member's reactions by post code. */
  given: ReadonlyMap<string, readonly string[]> = $state.raw(new Map());
  presence: Presence | null = $state.raw(null);
  link: 'off' | 'on' | 'lost' = $state('off');
  busy: 'before' | 'after' | null = $state(null);
  failed: 'before' | 'after' | null = $state(null);
  /** The post that the composer answers, and words to quote. */
  answering: Answered | null = $state.raw(null);
  quoting: string | null = $state.raw(null);
  /** Asks for a reload of the page's data, set by the page. */
  onreload: () => void = () => undefined;

  #revision = '0';
  #catching: Promise<void> | null = null;
  #following: Promise<void> | null = null;
  #taken: ThreadPageData | undefined;

  constructor(view: ThreadPageData) {
    this.code = view.thread.code;
    this.signedIn = view.mine !== null;
    this.tide = view.mine?.readPosition ?? 0;
    this.answering = view.open.replyTo;
    this.take(view);
  }

  get revision(): string {
    return this.#revision;
  }

  /** How many replies came since the page was opened and were not on the screen yet. */
  get fresh(): number {
    return Math.max(0, this.head.lastPosition - Math.max(this.known, this.seen));
  }

  /** Replaces everything by what the server read for this page. */
  take(view: ThreadPageData): void {
    if (this.#taken === view) return;
    const first = this.#taken === undefined;
    this.#taken = view;
    const { thread } = view;
    this.thread = thread;
    this.head = { ...thread, acceptedPostCode: thread.accepted?.postCode ?? null };
    this.accepted = thread.accepted;
    this.mine = view.mine;
    this.#revision = thread.revision;
    this.given = new Map(view.mine?.reactions.map((one) => [one.postCode, one.kinds]));
    if (first) this.known = thread.lastPosition;
    this.#show(view.window);
    this.current = view.goTo ?? view.window.firstPosition ?? 1;
  }

  #show(window: PostWindow): void {
    this.posts = window.items;
    this.actions = window.actions;
    this.hasBefore = window.hasBefore;
    this.hasAfter = window.hasAfter;
    this.failed = null;
  }

  /** Whether the post of this position is on the page. */
  holds(position: number): boolean {
    return this.posts.some((post) => post.position === position);
  }

  /** Shows the window around a position instead of the present one; says whether it came. */
  async openAt(position: number): Promise<boolean> {
    const from = Math.max(1, position - ABOVE);
    try {
      const { posts: window, threadMine } = await send(PostsQuery, { code: this.code, first: WINDOW, signedIn: this.signedIn, from, mineFrom: from });
      if (!window || window.items.length === 0) return false;
      this.#show(window);
      this.#giveAll(threadMine?.reactions);
      return true;
    } catch {
      return false;
    }
  }

  /** Reads one more window at an end. Does nothing while one is on its way or when there is no more. */
  async more(side: 'before' | 'after'): Promise<void> {
    const edge = side === 'before' ? this.posts[0] : this.posts.at(-1);
    if (this.busy || !edge || !(side === 'before' ? this.hasBefore : this.hasAfter)) return;
    this.busy = side;
    const range = side === 'before' ? { to: edge.position - 1, mineTo: edge.position - 1 } : { from: edge.position + 1, mineFrom: edge.position + 1 };
    try {
      const { posts: window, threadMine } = await send(PostsQuery, { code: this.code, first: WINDOW, signedIn: this.signedIn, ...range });
      // The page may have been given another window meanwhile.
      const still = side === 'before' ? this.posts[0] : this.posts.at(-1);
      if (!window || still?.code !== edge.code) return;
      this.posts = side === 'before' ? joined(window.items, this.posts) : joined(this.posts, window.items);
      this.#note(window.actions);
      if (side === 'before') this.hasBefore = window.hasBefore;
      else this.hasAfter = window.hasAfter;
      this.#giveAll(threadMine?.reactions);
      this.failed = null;
    } catch {
      this.failed = side;
    } finally {
      this.busy = null;
    }
  }

  #giveAll(reactions: Mine['reactions'] | undefined): void {
    if (!reactions?.length) return;
    this.given = new Map([...this.given, ...reactions.map((one) => [one.postCode, one.kinds] as const)]);
  }

  /** Puts a post where it belongs: in place of its older self, or at the end when it is the next one. */
  put(post: Post): void {
    const at = this.posts.findIndex((one) => one.code === post.code);
    const known = this.posts[at];
    if (known) {
      if (after(known.revision, post.revision)) return;
      this.posts = this.posts.with(at, post);
    } else if (!this.hasAfter && post.position > (this.posts.at(-1)?.position ?? 0)) {
      this.posts = [...this.posts, post];
    }
    if (post.position > this.head.lastPosition) {
      this.head = { ...this.head, lastPosition: post.position, lastPostAt: post.createdAt, repliesCount: this.head.repliesCount + 1 };
    }
    if (this.accepted?.postCode === post.code) this.accepted = { ...this.accepted, html: post.html };
  }

  #note(actions: readonly ThreadAction[]): void {
    if (actions.length === 0) return;
    const all = new Map([...this.actions, ...actions].map((action) => [actionKey(action), action]));
    this.actions = [...all.values()].sort((a, b) => a.at.localeCompare(b.at));
  }

  /** Applies what the server announced, or reads what was missed when it does not follow what is here. */
  async hear(changes: ThreadChanges): Promise<void> {
    if (!after(changes.revision, this.#revision)) return;
    if (changes.since === this.#revision) this.#apply(changes);
    else await this.catchUp();
  }

  /** Reads what changed since this page's revision; calls made while a reading is under way share the next one. */
  catchUp(): Promise<void> {
    if (this.#catching) {
      this.#following ??= this.#catching.then(() => {
        this.#following = null;
        return this.catchUp();
      });
      return this.#following;
    }
    this.#catching = this.#readChanges().finally(() => (this.#catching = null));
    return this.#catching;
  }

  async #readChanges(): Promise<void> {
    try {
      const { threadChanges } = await send(ThreadChangesQuery, { code: this.code, since: this.#revision });
      if (threadChanges?.since === this.#revision) this.#apply(threadChanges);
    } catch {
      // The next announcement or connection asks again.
    }
  }

  #apply(changes: ThreadChanges): void {
    if (changes.reload || !changes.thread) {
      this.onreload();
      return;
    }
    this.#revision = changes.revision;
    const accepted = this.head.acceptedPostCode;
    for (const post of changes.posts) this.put(post);
    this.#note(changes.actions);
    this.head = changes.thread;
    if (changes.thread.acceptedPostCode !== accepted) void this.#readAccepted();
  }

  async #readAccepted(): Promise<void> {
    const { acceptedPostCode } = this.head;
    if (acceptedPostCode === null) {
      this.accepted = null;
      return;
    }
    const answer = await send(AcceptedQuery, { code: this.code }).catch(() => null);
    if (answer?.thread) this.accepted = answer.thread.accepted;
  }

  /** Shows a reaction before the server has it; returns what takes it back. */
  give(post: Post, kind: string, on: boolean): () => void {
    const given = this.given;
    const before = given.get(post.code) ?? [];
    this.given = new Map(given).set(post.code, on ? [...before, kind] : before.filter((one) => one !== kind));
    const count = (post.reactions.find((one) => one.kind === kind)?.count ?? 0) + (on ? 1 : -1);
    const reactions = [...post.reactions.filter((one) => one.kind !== kind), ...(count > 0 ? [{ kind, count }] : [])];
    this.#swap({ ...post, reactions });
    return () => {
      this.given = new Map(this.given).set(post.code, before);
      this.#swap({ ...post });
    };
  }

  #swap(post: Post): void {
    this.posts = this.posts.map((one) => (one.code === post.code && !after(one.revision, post.revision) ? post : one));
  }
}
