import type { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphql-env.d.ts';

interface Setup {
  introspection: introspection;
  scalars: { DateTime: string };
  disableMasking: true;
}
type Graphql = ReturnType<typeof initGraphQLTada<Setup>>;

/** What an operation is at run time: its text in development, its hash once built. */
export interface OperationRecord {
  readonly name: string;
  readonly text?: string;
  readonly hash?: string;
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * Declares an operation or a fragment, typed from the schema. It belongs in a `*.operations.ts` file,
 * which exports nothing else: the build replaces each one by its name and hash.
 */
export const graphql = ((text: string, fragments: readonly { text?: string }[] = []): OperationRecord => {
  const parts = [squeeze(text)];
  for (const fragment of fragments) {
    for (const piece of (fragment.text ?? '').split('\n')) if (!parts.includes(piece)) parts.push(piece);
  }
  return { name: /\b(?:query|mutation)\s+(\w+)/.exec(text)?.[1] ?? '', text: parts.join('\n') };
}) as unknown as Graphql;

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
