import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';
import { PostFields } from './threads.operations.ts';

export const PreviewMutation = graphql(
  `
    mutation PreviewPost($body: String!) {
      previewPost(body: $body) {
        __typename
        ... on Preview {
          html
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const StartThreadMutation = graphql(
  `
    mutation StartThread($input: StartThreadInput!) {
      startThread(input: $input) {
        __typename
        ... on ThreadStarted {
          threadCode
          threadSlug
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const SavedFields = graphql(
  `
    fragment SavedFields on PostResult {
      __typename
      ... on PostSaved {
        post {
          ...PostFields
        }
        threadCode
        threadSlug
        revision
      }
      ...RefusedFields
    }
  `,
  [PostFields, RefusedFields],
);

export const DoneFields = graphql(
  `
    fragment DoneFields on DoneResult {
      __typename
      ... on Done {
        ok
      }
      ...RefusedFields
    }
  `,
  [RefusedFields],
);

export const ReplyMutation = graphql(
  `
    mutation Reply($input: ReplyInput!) {
      reply(input: $input) {
        ...SavedFields
      }
    }
  `,
  [SavedFields],
);

export const EditPostMutation = graphql(
  `
    mutation EditPost($input: EditPostInput!) {
      editPost(input: $input) {
        ...SavedFields
      }
    }
  `,
  [SavedFields],
);

export const RemovePostMutation = graphql(
  `
    mutation RemovePost($code: String!, $reason: String!) {
      removePost(postCode: $code, reason: $reason) {
        ...SavedFields
      }
    }
  `,
  [SavedFields],
);

export const RestorePostMutation = graphql(
  `
    mutation RestorePost($code: String!) {
      restorePost(postCode: $code) {
        ...SavedFields
      }
    }
  `,
  [SavedFields],
);

export const SetReactionMutation = graphql(
  `
    mutation SetReaction($code: String!, $kind: String!, $on: Boolean!) {
      setReaction(postCode: $code, kind: $kind, on: $on) {
        ...SavedFields
      }
    }
  `,
  [SavedFields],
);

export const AcceptAnswerMutation = graphql(
  `
    mutation AcceptAnswer($thread: String!, $post: String) {
      acceptAnswer(threadCode: $thread, postCode: $post) {
        ...DoneFields
      }
    }
  `,
  [DoneFields],
);

export const EditThreadMutation = graphql(
  `
    mutation EditThread($input: EditThreadInput!) {
      editThread(input: $input) {
        ...DoneFields
      }
    }
  `,
  [DoneFields],
);

export const CloseThreadMutation = graphql(
  `
    mutation CloseThread($thread: String!, $on: Boolean!) {
      closeThread(threadCode: $thread, closed: $on) {
        ...DoneFields
      }
    }
  `,
  [DoneFields],
);

export const PinThreadMutation = graphql(
  `
    mutation PinThread($thread: String!, $on: Boolean!) {
      pinThread(threadCode: $thread, pinned: $on) {
        ...DoneFields
      }
    }
  `,
  [DoneFields],
);

export const MarkReadMutation = graphql(`
  mutation MarkThreadRead($thread: String!, $position: Int!) {
    markThreadRead(threadCode: $thread, position: $position) {
      ok
    }
  }
`);
