import type { Page } from 'playwright-core';

/** Stops between two that a journey goes to, at most. */
const FAR = 80;

/** Where the focus is, by its name. */
export const here = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === document.body) return '';
    const labels = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? [...(at.labels ?? [])].map((label) => label.innerText).join(' ') : '';
    return (at.getAttribute('aria-label') ?? (labels || at.innerText)).trim().replace(/\s+/g, ' ');
  });

/** Presses Tab until the focus is on what has this name. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let n = 0; n < FAR; n++) {
    await page.keyboard.press('Tab');
    const at = await here(page);
    if (name.test(at)) return;
    passed.push(at);
  }
  throw new Error(`no stop is named ${name.source}: ${passed.join(' | ')}`);
}
