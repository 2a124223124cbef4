import { send } from '#lib/api/browser.ts';
import { dropDraft, keepDraft, newKey, readDraft } from './draft.ts';
import type { LiveThread } from './live-thread.svelte.ts';
import { isUnsaved, reply, unsavedBy, type Unsaved } from './thread-acts.ts';
import type { Post } from './thread-types.ts';
import { PreviewMutation } from './posting.operations.ts';

const KEEP_AFTER_MS = 400;
const WRITING_EVERY_MS = 4000;
const WRITING_ENDS_MS = 7000;

/** A reply being written: its text, its draft on this device, and how sending it went. */
export class ComposerState {
  text = $state('');
  /** Undefined until somebody opens or reduces it: the width of the window decides. */
  open: boolean | undefined = $state();
  tab: 'write' | 'preview' = $state('write');
  preview: string | null = $state(null);
  /** When the draft was kept, in ms; null when nothing is kept. */
  keptAt: number | null = $state(null);
  /** The device refuses to keep anything. */
  unkept = $state(false);
  busy = $state(false);
  unsaved: Unsaved | null = $state.raw(null);
  offline = $state(false);
  key: string;

  readonly #live: LiveThread;
  readonly #handle: string;
  readonly #onwriting: (writing: boolean) => void;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  #quietTimer: ReturnType<typeof setTimeout> | undefined;
  #toldAt = 0;

  constructor(live: LiveThread, handle: string, given: { text: string; key: string }, onwriting: (writing: boolean) => void) {
    this.#live = live;
    this.#handle = handle;
    this.#onwriting = onwriting;
    this.text = given.text;
    this.key = given.key;
  }

  /** Takes the draft of this device up again. Browser only. */
  restore(): void {
    this.offline = !navigator.onLine;
    const draft = readDraft(this.#handle, this.#live.code);
    if (!draft || this.text !== '') return;
    this.text = draft.text;
    this.key = draft.key;
    this.keptAt = draft.at;
    this.#live.answering ??= draft.replyTo;
  }

  /** After each key: the draft follows within a second, the others see that somebody writes. */
  typed(): void {
    this.unsaved = null;
    this.preview = null;
    this.#keepTimer ??= setTimeout(() => this.keep(), KEEP_AFTER_MS);
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

  /** Keeps the draft now. */
  keep(): void {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = undefined;
    if (this.text.trim() === '') {
      dropDraft(this.#handle, this.#live.code);
      this.keptAt = null;
      return;
    }
    const at = Date.now();
    const kept = keepDraft(this.#handle, this.#live.code, { text: this.text, replyTo: this.#live.answering, key: this.key, at });
    this.keptAt = kept ? at : null;
    this.unkept = !kept;
  }

  /** Keeps what is being typed when the page goes away. */
  leave(): void {
    if (this.#keepTimer !== undefined) this.keep();
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
    this.keep();
    const sent = this.text;
    const result = await reply(this.#live, { body: sent, replyTo: this.#live.answering?.code ?? null, key: this.key });
    this.busy = false;
    if (isUnsaved(result)) {
      this.unsaved = result;
      return null;
    }
    this.quiet();
    this.key = newKey();
    // What was typed while the reply travelled belongs to the next one.
    this.text = this.text.startsWith(sent) ? this.text.slice(sent.length).trimStart() : '';
    this.unsaved = null;
    this.preview = null;
    this.tab = 'write';
    this.#live.answering = null;
    this.keep();
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
