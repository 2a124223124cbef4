import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';
import { DoneFields, SavedFields } from './posting.operations.ts';

export const ThreadPaceQuery = graphql(`
  query ThreadPace($thread: String!) {
    threadPace(threadCode: $thread) {
      slowSeconds
      autoCloseDays
    }
  }
`);

export const SpacePaceQuery = graphql(`
  query SpacePace($space: String!) {
    spacePace(spaceCode: $space) {
      slowSeconds
      autoCloseDays
    }
  }
`);

export const PaceThreadMutation = graphql(
  `
    mutation PaceThread($input: PaceInput!) {
      paceThread(input: $input) {
        ...DoneFields
        ...RefusedFields
      }
    }
  `,
  [DoneFields, RefusedFields],
);

export const PaceSpaceMutation = graphql(
  `
    mutation PaceSpace($input: SpacePaceInput!) {
      paceSpace(input: $input) {
        ...DoneFields
        ...RefusedFields
      }
    }
  `,
  [DoneFields, RefusedFields],
);

export const PinReplyMutation = graphql(
  `
    mutation PinReply($post: String!, $on: Boolean!) {
      pinReply(postCode: $post, pinned: $on) {
        ...SavedFields
      }
    }
  `,
  [SavedFields],
);

export const OpenWikiMutation = graphql(
  `
    mutation OpenWiki($post: String!, $on: Boolean!) {
      openWiki(postCode: $post, wiki: $on) {
        ...SavedFields
      }
    }
  `,
  [SavedFields],
);
