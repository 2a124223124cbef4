import type { Post, PostWindow } from './thread-types.ts';

/** What most posts are; only what differs crosses. */
const USUAL = { state: 'visible', stateReason: null, lang: null, editedAt: null, edits: 0, reactions: [], replyTo: null } satisfies Partial<Post>;

/** A post without its text is one whose text the page shows. */
type Sent = Omit<Post, keyof typeof USUAL | 'html'> & Partial<Post>;
type SentWindow = Omit<PostWindow, 'items'> & { readonly items: readonly Sent[] };

/**
 * The window of a page that is rendered. Its posts cross to the browser as one text, which costs a fraction of writing
 * them out value by value, and without their own texts, which the page already shows and are read back from it.
 */
export class WrittenWindow implements PostWindow {
  readonly items: PostWindow['items'];
  readonly actions: PostWindow['actions'];
  readonly firstPosition: PostWindow['firstPosition'];
  readonly lastPosition: PostWindow['lastPosition'];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  readonly #hidden: string | undefined;

  /** @param hidden the code of a post whose text the page does not show (its editor stands open) */
  constructor({ items, actions, firstPosition, lastPosition, hasBefore, hasAfter }: PostWindow, hidden: string | undefined) {
    this.items = items;
    this.actions = actions;
    this.firstPosition = firstPosition;
    this.lastPosition = lastPosition;
    this.hasBefore = hasBefore;
    this.hasAfter = hasAfter;
    this.#hidden = hidden;
  }

  /** What crosses to the browser. */
  sent(): string {
    const items = this.items.map(({ state, stateReason, lang, editedAt, edits, reactions, replyTo, html, ...post }) => ({
      ...post,
      // JSON leaves out what is undefined.
      html: state === 'visible' && post.code !== this.#hidden ? undefined : html,
      state: state === USUAL.state ? undefined : state,
      stateReason: stateReason ?? undefined,
      lang: lang ?? undefined,
      editedAt: editedAt ?? undefined,
      edits: edits === USUAL.edits ? undefined : edits,
      reactions: reactions.length === 0 ? undefined : reactions,
      replyTo: replyTo ?? undefined,
    }));
    return JSON.stringify({ ...this, items });
  }
}

/**
 * The window that crossed, whole again.
 * @param textOf reads the text of a post from the page that has just arrived
 */
export function receivedWindow(sent: string, textOf: (code: string) => string = readFromPage): PostWindow {
  const window = JSON.parse(sent) as SentWindow;
  return { ...window, items: window.items.map((post) => ({ ...USUAL, ...post, html: post.html ?? textOf(post.code) })) };
}

/** The text of a post of the page, without the marks of hydration around it. */
function readFromPage(code: string): string {
  const text = document.querySelector(`article[data-code="${CSS.escape(code)}"] > .words > .rich`);
  return (text?.innerHTML ?? '').replace(/^(?:<!--[^>]*-->)+|(?:<!--[^>]*-->)+$/g, '');
}
