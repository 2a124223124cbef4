import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const DraftFields = graphql(`
  fragment DraftFields on Draft {
    place
    slot
    thread {
      code
      slug
      title
    }
    postCode
    position
    key
    spaceSlug
    spaceName
    answers {
      code
      position
      name
    }
    title
    body
    tags
    kind
    version
    revision
    updatedAt
  }
`);

export const DraftsQuery = graphql(
  `
    query Drafts {
      drafts {
        ...DraftFields
      }
    }
  `,
  [DraftFields],
);

export const DraftQuery = graphql(
  `
    query Draft($at: DraftPlaceInput!) {
      draft(at: $at) {
        ...DraftFields
      }
    }
  `,
  [DraftFields],
);

export const SaveDraftMutation = graphql(
  `
    mutation SaveDraft($input: SaveDraftInput!) {
      saveDraft(input: $input) {
        __typename
        ... on DraftSaved {
          place
          revision
          updatedAt
        }
        ... on DraftElsewhere {
          draft {
            ...DraftFields
          }
        }
        ... on DraftPublished {
          published
        }
        ...RefusedFields
      }
    }
  `,
  [DraftFields, RefusedFields],
);

export const DiscardDraftMutation = graphql(`
  mutation DiscardDraft($place: String!) {
    discardDraft(place: $place) {
      ok
    }
  }
`);

export const RestoreDraftMutation = graphql(`
  mutation RestoreDraft($place: String!) {
    restoreDraft(place: $place) {
      ok
    }
  }
`);
