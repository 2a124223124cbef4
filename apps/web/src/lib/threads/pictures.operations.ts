import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const KeepPostPictureMutation = graphql(
  `
    mutation KeepPostPicture($id: String!) {
      keepPostPicture(uploadId: $id) {
        __typename
        ... on PostPicture {
          address
          width
          height
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);
