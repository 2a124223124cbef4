import type { PostWindow } from './thread-types.ts';

/**
 * A post's text on its way to the browser. A rendered page already shows it: sending it a second time among the page's
 * data would cost a third of the page. It crosses as the post's code, and is read back from the page.
 */
export class Written {
  readonly code: string;
  readonly html: string;

  constructor(code: string, html: string) {
    this.code = code;
    this.html = html;
  }

  /** What the server renders. */
  toString(): string {
    return this.html;
  }
}

/**
 * Marks the texts of a window that the page is going to show.
 * @param hidden the code of a post whose text the page does not show (its editor stands open)
 */
export function writtenInPage(window: PostWindow, hidden: string | undefined): PostWindow {
  const items = window.items.map((post) =>
    // To components it is the text that it becomes in the browser.
    post.state === 'visible' && post.code !== hidden ? { ...post, html: new Written(post.code, post.html) as unknown as string } : post,
  );
  return { ...window, items };
}

/** The text of a post of the page that has just arrived, without the marks of hydration around it. */
export function readFromPage(code: string): string {
  const text = document.querySelector(`article[data-code="${CSS.escape(code)}"] > .words > .rich`);
  return (text?.innerHTML ?? '').replace(/^(?:<!--[^>]*-->)+|(?:<!--[^>]*-->)+$/g, '');
}
