/**
 * The slug of the space that a page is in: from its address, or from the `spaceSlug` that a page
 * inside a space (a thread) puts in its data.
 */
export function currentSpace(pathname: string, data: { spaceSlug?: string | undefined }): string | undefined {
  return /^\/spaces\/([^/]+)/.exec(pathname)?.[1] ?? data.spaceSlug;
}
