import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** Compressed bytes that a browser loads for a page, by kind; images are left out of the total. */
export interface FirstLoad {
  readonly total: number;
  readonly html: number;
  readonly script: number;
  readonly style: number;
  readonly font: number;
  readonly data: number;
  readonly requests: number;
}

const KINDS: Readonly<Record<string, keyof FirstLoad>> = { Document: 'html', Script: 'script', Stylesheet: 'style', Font: 'font' };

/** Opens the page in a browser that has never seen it. @returns null where there is no Chromium */
export async function measureFirstLoad(url: string, cookie: string | null): Promise<FirstLoad | null> {
  const executablePath = findChromium();
  if (!executablePath) return null;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  try {
    const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 800 } });
    if (cookie) {
      const [name = '', value = ''] = cookie.split('=');
      await context.addCookies([{ name, value, url }]);
    }
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const kinds = new Map<string, string>();
    const sizes = { html: 0, script: 0, style: 0, font: 0, data: 0 };
    let requests = 0;
    await session.send('Network.enable');
    // The sprite of icons and the page's own icon are images too, whatever asked for them.
    session.on('Network.responseReceived', ({ requestId, type, response }) => kinds.set(requestId, response.mimeType.startsWith('image/') ? 'Image' : type));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const type = kinds.get(requestId) ?? 'Other';
      if (type === 'Image' || type === 'WebSocket') return;
      const kind = KINDS[type] ?? 'data';
      if (kind in sizes) sizes[kind as keyof typeof sizes] += encodedDataLength;
      requests++;
    });
    await page.goto(url, { waitUntil: 'load' });
    // What the page asks for once it is alive belongs to its first load.
    await page.waitForTimeout(2_500);
    return { ...sizes, total: Object.values(sizes).reduce((sum, size) => sum + size, 0), requests };
  } finally {
    await browser.close();
  }
}

function findChromium(): string | null {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return named;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];
  return (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}
