import { brandStyleSheet, defaultBrand, themeOf } from '@foyer/domain/branding';
import type { RequestHandler } from './$types';

let sheet: string | undefined;

function styleSheet(): string {
  if (sheet === undefined) {
    const result = themeOf(defaultBrand);
    if (!result.ok) throw new Error(`the brand cannot be used: ${JSON.stringify(result.problems)}`);
    sheet = brandStyleSheet(defaultBrand, result.theme);
  }
  return sheet;
}

/** The brand's colours, fonts and radius as CSS variables. */
export const GET: RequestHandler = () =>
  new Response(styleSheet(), {
    headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=300, stale-while-revalidate=86400' },
  });
