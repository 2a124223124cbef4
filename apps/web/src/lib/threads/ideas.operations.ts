import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';
import { DoneFields, SavedFields } from './posting.operations.ts';

export const VoteIdeaMutation = graphql(
  `
    mutation VoteIdea($thread: String!, $on: Boolean!) {
      voteIdea(threadCode: $thread, on: $on) {
        __typename
        ... on IdeaVoted {
          votes
          voted
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const SetIdeaStatusMutation = graphql(
  `
    mutation SetIdeaStatus($input: IdeaStatusInput!) {
      setIdeaStatus(input: $input) {
        ...SavedFields
      }
    }
  `,
  [SavedFields],
);

export const IdeaPageQuery = graphql(`
  query IdeaPage($code: String!) {
    thread(code: $code) {
      code
      slug
      title
      locale
      space {
        slug
      }
      idea {
        status
        votes
      }
    }
  }
`);

export const TypeSpaceMutation = graphql(
  `
    mutation TypeSpace($space: String!, $type: SpaceType!) {
      typeSpace(spaceCode: $space, type: $type) {
        ...DoneFields
        ...RefusedFields
      }
    }
  `,
  [DoneFields, RefusedFields],
);
