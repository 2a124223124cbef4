import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

/** What the page needs where a thread is moved, split and merged. */
export const ArrangePageQuery = graphql(`
  query ArrangePage($code: String!, $from: Int) {
    thread(code: $code) {
      code
      slug
      title
      locale
      space {
        slug
        name
        icon
      }
      related {
        code
        title
      }
    }
    posts(threadCode: $code, from: $from, first: 100) {
      items {
        code
        position
        author {
          displayName
          avatarUrl
        }
        state
        html
        createdAt
      }
      lastPosition
      hasBefore
      hasAfter
    }
    arrangements(threadCode: $code) {
      id
      kind
      at
      by
      other
    }
  }
`);

/** Threads of the same space, to merge with. */
export const NearbyThreadsQuery = graphql(`
  query NearbyThreads($slug: String!) {
    threads(spaceSlug: $slug, first: 10) {
      items {
        code
        title
      }
    }
  }
`);

const ArrangedFields = graphql(
  `
    fragment ArrangedFields on ArrangeResult {
      __typename
      ... on Arranged {
        id
        threadCode
        threadSlug
      }
      ...RefusedFields
    }
  `,
  [RefusedFields],
);

export const MoveThreadMutation = graphql(
  `
    mutation MoveThread($thread: String!, $space: String!) {
      moveThread(threadCode: $thread, spaceSlug: $space) {
        ...ArrangedFields
      }
    }
  `,
  [ArrangedFields],
);

export const SplitThreadMutation = graphql(
  `
    mutation SplitThread($input: SplitThreadInput!) {
      splitThread(input: $input) {
        ...ArrangedFields
      }
    }
  `,
  [ArrangedFields],
);

export const MergeThreadMutation = graphql(
  `
    mutation MergeThread($thread: String!, $into: String!) {
      mergeThread(threadCode: $thread, intoCode: $into) {
        ...ArrangedFields
      }
    }
  `,
  [ArrangedFields],
);

export const UndoArrangementMutation = graphql(
  `
    mutation UndoArrangement($id: String!) {
      undoArrangement(id: $id) {
        ...ArrangedFields
      }
    }
  `,
  [ArrangedFields],
);
