import { send } from '#lib/api/browser.ts';
import { newKey } from './draft.ts';
import { DraftKeeper } from './draft-keeper.svelte.ts';
import type { LiveThread } from './live-thread.svelte.ts';
import { isUnsaved, reply, unsavedBy, type Unsaved } from './thread-acts.ts';
import type { Post } from './thread-types.ts';
import { PreviewMutation } from './posting.operations.ts';

const WRITING_EVERY_MS = 4000;
const WRITING_ENDS_MS = 7000;

/** A reply being written: its text, its draft, and how sending it went. */
export class ComposerState {
  text = $state('');
  /** Undefined until somebody opens or reduces it: the width of the window decides. */
  open: boolean | undefined = $state();
  tab: 'write' | 'preview' = $state('write');
  preview: string | null = $state(null);
  busy = $state(false);
  unsaved: Unsaved | null = $state.raw(null);
  offline = $state(false);
  key: string;
  readonly draft: DraftKeeper;

  readonly #live: LiveThread;
  readonly #onwriting: (writing: boolean) => void;
  #quietTimer: ReturnType<typeof setTimeout> | undefined;
  #toldAt = 0;

  constructor(live: LiveThread, handle: string, given: { text: string; key: string }, onwriting: (writing: boolean) => void) {
    this.#live = live;
    this.#onwriting = onwriting;
    this.text = given.text;
    this.key = given.key;
    this.draft = new DraftKeeper({
      handle,
      name: live.code,
      at: () => ({ threadCode: live.code }),
      words: () => ({ text: this.text, replyTo: live.answering, key: this.key }),
      take: (words) => {
        this.text = words?.text ?? '';
        this.key = words?.key ?? newKey();
        this.preview = null;
        live.answering = words === null ? null : (words.replyTo ?? live.answering);
      },
    });
  }

  /** Takes the draft up again. Browser only. */
  restore(): Promise<void> {
    this.offline = !navigator.onLine;
    return this.draft.restore({ begun: this.text !== '' });
  }

  /** After each key: the draft follows within a second, the others see that somebody writes. */
  typed(): void {
    this.unsaved = null;
    this.preview = null;
    this.draft.typed();
    const now = Date.now();
    if (now - this.#toldAt > WRITING_EVERY_MS) {
      this.#toldAt = now;
      this.#onwriting(true);
    }
    clearTimeout(this.#quietTimer);
    this.#quietTimer = setTimeout(() => this.quiet(), WRITING_ENDS_MS);
  }

  quiet(): void {
    clearTimeout(this.#quietTimer);
    if (this.#toldAt === 0) return;
    this.#toldAt = 0;
    this.#onwriting(false);
  }

  /** Keeps what is being typed when the page goes away. */
  leave(): void {
    this.draft.leave();
    this.quiet();
  }

  /** Adds a quotation under what is there. */
  quote(words: string): void {
    const quoted = words.split('\n').map((line) => `> ${line}`.trimEnd()).join('\n');
    this.text = `${this.text.trimEnd()}${this.text.trim() === '' ? '' : '\n\n'}${quoted}\n\n`;
    this.typed();
  }

  /** Sends the reply. The text goes only when the server has it. */
  async send(): Promise<Post | null> {
    if (this.busy || this.text.trim() === '') return null;
    this.busy = true;
    this.draft.keep();
    const sent = this.text;
    const result = await reply(this.#live, { body: sent, replyTo: this.#live.answering?.code ?? null, key: this.key });
    this.busy = false;
    if (isUnsaved(result)) {
      this.unsaved = result;
      return null;
    }
    this.quiet();
    this.draft.published();
    this.key = newKey();
    // What was typed while the reply travelled belongs to the next one.
    this.text = this.text.startsWith(sent) ? this.text.slice(sent.length).trimStart() : '';
    this.unsaved = null;
    this.preview = null;
    this.tab = 'write';
    this.#live.answering = null;
    if (this.text !== '') this.draft.typed();
    return result;
  }

  /** Shows how the text will look. */
  async show(): Promise<void> {
    this.tab = 'preview';
    if (this.text.trim() === '' || this.preview !== null) return;
    try {
      const { previewPost } = await send(PreviewMutation, { body: this.text });
      if (previewPost.__typename === 'Preview') this.preview = previewPost.html;
      else this.unsaved = { kind: 'refused', code: previewPost.code, message: previewPost.message };
    } catch (cause) {
      this.unsaved = unsavedBy(cause);
    }
  }
}
