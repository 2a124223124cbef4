import { graphql } from '#lib/api/graphql.ts';
import { CardFields } from './threads.operations.ts';

export const PostHistoryQuery = graphql(
  `
    query PostHistory($post: String!, $thread: String!) {
      thread(code: $thread) {
        code
        slug
        title
        locale
        space {
          slug
          name
          icon
        }
      }
      post(code: $post) {
        code
        position
        author {
          ...CardFields
        }
      }
      postHistory(postCode: $post) {
        postCode
        threadCode
        versions {
          number
          source
          editor {
            ...CardFields
          }
          at
        }
      }
    }
  `,
  [CardFields],
);
