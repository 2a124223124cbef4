import { asText } from '#lib/api/as-text.ts';
import type { ApiTransport } from '#lib/api/transport.ts';
import type { FragmentOf, ResultOf } from '#lib/api/graphql.ts';
import { type QuotedRowFields, type ThreadRowFields, ThreadRowsMineQuery } from './thread-row.operations.ts';

/** The space and the excerpt are there in lists that name the space and quote the latest post. */
export type ThreadRowData = FragmentOf<typeof ThreadRowFields> & Partial<Omit<FragmentOf<typeof QuotedRowFields>, keyof FragmentOf<typeof ThreadRowFields>>>;
export type ThreadRowMine = Omit<ResultOf<typeof ThreadRowsMineQuery>['threadsMine'][number], 'code' | 'putAside'>;

/** A thread of a list with what is the viewer's own in it. */
export interface ThreadRowEntry {
  readonly row: ThreadRowData;
  readonly mine: ThreadRowMine | undefined;
}

/** Joins lists of threads with the viewer's part of them, read in one go. Visitors have none. What
 * somebody opened whom the viewer blocks or mutes is left out. */
export async function withMine<const Lists extends readonly (readonly { readonly code: string }[])[]>(
  api: ApiTransport,
  signedIn: boolean,
  ...lists: Lists
): Promise<{ -readonly [At in keyof Lists]: { readonly row: Lists[At][number]; readonly mine: ThreadRowMine | undefined }[] }> {
  const codes = [...new Set(lists.flat().map((row) => row.code))];
  const mine = new Map<string, ThreadRowMine>();
  const aside = new Set<string>();
  if (signedIn && codes.length > 0) {
    const { threadsMine } = await api(ThreadRowsMineQuery, { codes });
    for (const { code, putAside, ...part } of threadsMine) {
      mine.set(code, part);
      if (putAside) aside.add(code);
    }
  }
  const joined = lists.map((rows) => asText(rows.filter((row) => !aside.has(row.code)).map((row) => ({ row, mine: mine.get(row.code) }))));
  return joined as Awaited<ReturnType<typeof withMine<Lists>>>;
}
