import type { Frame, Locator, Page, WebSocket } from 'playwright-core';
import { eventually, plain } from '../eventually.js';
import type { ThreadAt } from '../threads.js';

/** A thread: its posts, what one can do with each, and where one writes. */
export class ThreadPage {
  readonly composer: Locator;
  readonly text: Locator;
  readonly send: Locator;
  readonly pill: Locator;
  readonly tide: Locator;
  readonly title: Locator;
  readonly toasts: Locator;

  constructor(readonly page: Page) {
    this.composer = page.getByRole('form', { name: 'Répondre' });
    this.text = this.composer.getByRole('textbox', { name: 'Texte de la réponse' });
    this.send = this.composer.getByRole('button', { name: /^(Répondre|Réessayer)$/ });
    this.pill = page.getByRole('button', { name: /nouvelles? réponses?$/ });
    this.tide = page.locator('#tide');
    this.title = page.locator('main h1');
    this.toasts = page.locator('.shelf .toast');
  }

  /** Opens the page and waits until it follows what others do. */
  async open(thread: ThreadAt, query = ''): Promise<this> {
    let arrived = false;
    let follows = false;
    const arrive = (frame: Frame): void => {
      arrived ||= frame === this.page.mainFrame();
    };
    const listen = (socket: WebSocket): void => {
      socket.on('framereceived', ({ payload }) => (follows ||= arrived && String(payload).includes('"ok":true')));
    };
    this.page.on('framenavigated', arrive).on('websocket', listen);
    await this.page.goto(thread.path + query);
    await eventually(() => expect({ path: thread.path, follows }).toEqual({ path: thread.path, follows: true }), 15_000);
    this.page.off('framenavigated', arrive).off('websocket', listen);
    return this;
  }

  post(position: number): Locator {
    return this.page.locator(`article#p-${position}`);
  }

  /** The text of a post, without what surrounds it. */
  words(position: number): Locator {
    return this.post(position).locator('.words > .rich');
  }

  /** Positions on the page, in order. */
  positions(): Promise<number[]> {
    return this.page.locator('article[data-position]').evaluateAll((articles) => articles.map((article) => Number((article as HTMLElement).dataset['position'])));
  }

  /** Unfolds the composer when it is reduced, and writes. */
  async write(words: string): Promise<void> {
    if (!(await this.text.isVisible())) await this.composer.locator('button.bar').click();
    await this.text.fill(words);
  }

  /** Writes, sends, and waits until the reply stands in the thread. */
  async reply(words: string): Promise<void> {
    await this.write(words);
    await this.send.click();
    await this.page.locator('article .rich', { hasText: words }).first().waitFor();
  }

  /** Chooses an act from a post's menu. */
  async choose(position: number, act: string): Promise<void> {
    await this.post(position).locator('[aria-label="Autres actions"]').click();
    await this.post(position).locator('.list').getByText(act, { exact: true }).click();
  }

  /** Changes a post's text in its place. */
  async edit(position: number, words: string): Promise<void> {
    await this.choose(position, 'Modifier');
    await this.post(position).getByRole('textbox', { name: 'Texte du message' }).fill(words);
    await this.post(position).getByRole('button', { name: 'Enregistrer' }).click();
    await this.words(position).waitFor();
  }

  /** What others think of a post, as a reader without buttons hears it. */
  async reactions(position: number): Promise<string[]> {
    return (await this.post(position).getByRole('list', { name: 'Réactions' }).locator('.sr-only').allInnerTexts()).map(plain);
  }

  /** How far a post's top is below the window's. */
  async offsetOf(position: number): Promise<number> {
    return this.post(position).evaluate((article) => Math.round(article.getBoundingClientRect().top));
  }

  /** Waits until the text of a post is this one. */
  async shows(position: number, words: string): Promise<void> {
    await eventually(async () => expect(plain(await this.words(position).innerText())).toBe(words));
  }
}
