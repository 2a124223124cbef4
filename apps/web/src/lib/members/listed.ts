import type { FragmentOf } from '#lib/api/graphql.ts';
import type { ListedFields } from './people.operations.ts';

/** Somebody in a list of people. */
export type Listed = FragmentOf<typeof ListedFields>;
