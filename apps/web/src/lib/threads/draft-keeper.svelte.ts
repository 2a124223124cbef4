import type { ResultOf } from '#lib/api/graphql.ts';
import { send, sendLeaving } from '#lib/api/browser.ts';
import { dropDraft, keepDraft, newKey, readDraft, type Draft } from './draft.ts';
import { chooseDraft } from './draft-choice.ts';
import { DiscardDraftMutation, DraftQuery, SaveDraftMutation, type DraftFields } from './drafts.operations.ts';

/** This device follows the typing closely; the server within a second. In ms. */
const DEVICE_AFTER = 400;
const SERVER_AFTER = 700;
/** What a page that goes away can still send, in UTF-16 units. */
const LAST_WORDS = 20_000;

type ServerDraft = ResultOf<typeof DraftFields>;
/** What is being written, without when. */
export type Words = Omit<Draft, 'at' | 'revision' | 'synced'>;

interface Place {
  readonly handle: string;
  /** Its name on this device. */
  readonly name: string;
  /** Where it belongs on the server; nothing: the latest of the threads being started. */
  readonly at: () => { readonly threadCode?: string; readonly postCode?: string; readonly slot?: string };
  /** What stands in the form now. */
  readonly words: () => Words;
  /** Puts words into the form; null empties it. */
  readonly take: (words: Words | null) => void;
}

/** Keeps what is being written: on this device at once, on the server within a second. */
export class DraftKeeper {
  /** When the draft was kept, in ms; null when nothing is kept. */
  keptAt: number | null = $state(null);
  /** The device refuses to keep anything. */
  unkept = $state(false);
  /** Another text of the same place, written elsewhere. */
  other: (Words & { readonly at: number }) | null = $state.raw(null);
  /** Why the server does not keep it, in words. */
  refusal: string | null = $state(null);

  readonly #place: Place;
  #revision = 0;
  #serverPlace: string | null = null;
  #synced = false;
  /** The words are another device's: whoever changes them writes something of her own. */
  #foreign = false;
  #touched = false;
  #stopped = false;
  #deviceTimer: ReturnType<typeof setTimeout> | undefined;
  #serverTimer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | null = null;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Takes up what this device kept; then what the server has, whichever is newer. Browser only. */
  async restore({ begun }: { readonly begun: boolean }): Promise<void> {
    const kept = readDraft(this.#place.handle, this.#place.name);
    if (kept && !begun) {
      this.#place.take(kept);
      this.keptAt = kept.at;
      this.#revision = kept.revision ?? 0;
      this.#synced = kept.synced ?? false;
    }
    const found = await send(DraftQuery, { at: this.#place.at() }).catch(() => null);
    // Without an answer, the device's copy stands; the next key tries again.
    if (found && !this.#stopped) this.#meet(found.draft, begun || this.#touched ? { ...this.#place.words(), at: Date.now(), revision: this.#revision, synced: false } : kept);
  }

  /** After each key. Gives the key to publish with: of words that another device wrote and that are changed here, a new one. */
  typed(): void {
    this.#touched = true;
    this.#synced = false;
    if (this.#foreign) {
      this.#foreign = false;
      this.#place.take({ ...this.#place.words(), key: newKey() });
    }
    this.#deviceTimer ??= setTimeout(() => this.keep(), DEVICE_AFTER);
    this.#later();
  }

  /** Keeps the draft on this device now. */
  keep(): void {
    clearTimeout(this.#deviceTimer);
    this.#deviceTimer = undefined;
    const words = this.#place.words();
    if (isEmpty(words)) {
      dropDraft(this.#place.handle, this.#place.name);
      this.keptAt = null;
      return;
    }
    const at = Date.now();
    const kept = keepDraft(this.#place.handle, this.#place.name, { ...words, at, revision: this.#revision, synced: this.#synced });
    this.keptAt = kept || this.#synced ? at : null;
    this.unkept = !kept;
  }

  /** Keeps what is being typed when the page goes away. */
  leave(): void {
    if (this.#deviceTimer !== undefined) this.keep();
    if (this.#serverTimer !== undefined) void this.#save(true);
  }

  /** The network is back. */
  again(): void {
    if (!this.#synced && this.#touched) void this.#save();
  }

  /** The words are published: neither device nor server keeps them any longer. */
  published(): void {
    this.#forget();
    this.other = null;
    dropDraft(this.#place.handle, this.#place.name);
    this.keptAt = null;
  }

  /** The words are given up here. */
  async discard(): Promise<void> {
    const place = this.#serverPlace;
    this.#stopped = true;
    const sending = this.#sending;
    this.published();
    await sending;
    const last = place ?? this.#serverPlace;
    if (last !== null) await send(DiscardDraftMutation, { place: last }).catch(() => undefined);
  }

  /** Changes to the other text; the one at hand becomes the other. */
  swap(): void {
    const { other } = this;
    if (!other) return;
    this.other = { ...this.#place.words(), at: this.keptAt ?? Date.now() };
    this.#place.take({ ...other, key: newKey() });
    this.typed();
  }

  #forget(): void {
    clearTimeout(this.#deviceTimer);
    clearTimeout(this.#serverTimer);
    this.#deviceTimer = this.#serverTimer = undefined;
    this.#revision = 0;
    this.#serverPlace = null;
    this.#synced = this.#touched = this.#foreign = false;
    this.refusal = null;
  }

  #meet(server: ServerDraft | null | undefined, device: Draft | null): void {
    const there = server ? { ...wordsOf(server), revision: server.revision } : null;
    const choice = chooseDraft(device && !isEmpty(device) ? device : null, there);
    if (choice.take === 'nothing') {
      if (choice.gone && !this.#touched) {
        this.published();
        this.#place.take(null);
      }
      return;
    }
    if (there && server) {
      this.#revision = there.revision;
      this.#serverPlace = server.place;
      if (choice.offer) this.other = choice.take === 'server' && device ? device : there;
    }
    if (choice.take === 'device' || !there) return this.#later();
    if (!device || device.text !== there.text || device.key !== there.key) {
      this.#foreign = true;
      this.#place.take(there);
    }
    this.#synced = true;
    this.keep();
    this.keptAt = there.at;
  }

  #later(): void {
    this.#serverTimer ??= setTimeout(() => void this.#save(), SERVER_AFTER);
  }

  async #save(leaving = false): Promise<void> {
    clearTimeout(this.#serverTimer);
    this.#serverTimer = undefined;
    // One after the other: each continues the revision that the one before was given.
    if (this.#sending) return this.#later();
    this.#sending = this.#send(leaving).finally(() => (this.#sending = null));
    await this.#sending;
  }

  async #send(leaving: boolean): Promise<void> {
    const words = this.#place.words();
    if (isEmpty(words)) {
      if (this.#serverPlace !== null) await send(DiscardDraftMutation, { place: this.#serverPlace }).catch(() => undefined);
      return;
    }
    const saved = (await (leaving && words.text.length < LAST_WORDS ? sendLeaving : send)(SaveDraftMutation, { input: { ...this.#place.at(), ...inputOf(words), revision: this.#revision } }).catch(() => null))?.saveDraft;
    if (saved?.__typename === 'DraftSaved') this.#serverPlace = saved.place;
    // Published, given up or emptied meanwhile: this answer is about nothing any more. Without an answer, the next key tries again.
    if (!saved || this.#stopped || this.#place.words().key !== words.key) return;
    if (saved.__typename === 'DraftSaved') {
      this.#revision = saved.revision;
      this.refusal = null;
      this.#synced = this.#place.words().text === words.text && this.#place.words().title === words.title && this.#place.words().tags === words.tags;
      this.keep();
      if (!this.#synced) this.#later();
    } else if (saved.__typename === 'DraftElsewhere') {
      // The newest wins, which is what is being typed; the other text stays at hand.
      this.other = { ...wordsOf(saved.draft) };
      this.#revision = saved.draft.revision;
      this.#later();
    } else if (saved.__typename === 'DraftPublished') {
      // These very words were published, here without an answer or on another device: sending them again finds that post.
      if (saved.published) return;
      // What goes on here is something new.
      this.#place.take({ ...words, ...this.#place.words(), key: newKey() });
      this.#later();
    } else {
      this.refusal = saved.message;
    }
  }
}

const isEmpty = ({ text, title }: Pick<Words, 'text' | 'title'>): boolean => text.trim() === '' && (title ?? '').trim() === '';

/** The server's draft as a form has it. */
export function wordsOf(draft: ServerDraft): Words & { readonly at: number } {
  const { slot, version, spaceSlug } = draft;
  return {
    text: draft.body, title: draft.title, tags: draft.tags, kind: draft.kind, replyTo: draft.answers ?? null, key: draft.key, at: new Date(draft.updatedAt).getTime(),
    ...(slot !== null && { slot }), ...(version !== null && { version }), ...(spaceSlug !== null && { space: spaceSlug }),
  };
}

const KINDS = ['discussion', 'question', 'announcement'] as const;
const inputOf = ({ text, title, tags, kind, space, replyTo, version, key }: Words) => ({
  key, body: text, title: title ?? '', tags: tags ?? '', kind: KINDS.find((one) => one === kind) ?? 'discussion', spaceSlug: space ?? null, replyTo: replyTo?.code ?? null, version: version ?? null,
});
