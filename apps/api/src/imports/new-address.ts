/** Addresses as the pages have them. */
export const threadPath = (code: string, slug: string): string => `/threads/${code}/${slug}`;
/** Without the slug, which says the title. */
export const unnamedThreadPath = (code: string): string => `/threads/${code}`;
export const postPath = (code: string, slug: string | null, postCode: string): string => `${slug === null ? unnamedThreadPath(code) : threadPath(code, slug)}?post=${postCode}`;
export const memberPath = (handle: string): string => `/members/${encodeURIComponent(handle)}`;
export const spacePath = (slug: string): string => `/spaces/${slug}`;
