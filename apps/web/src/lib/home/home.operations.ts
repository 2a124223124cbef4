import { graphql } from '#lib/api/graphql.ts';
import { QuotedRowFields, ThreadRowFields } from '#lib/threads/thread-row.operations.ts';

export const HomeQuery = graphql(
  `
    query Home {
      home {
        since
        summary {
          newPosts
          threadsWithNews
          unanswered
          answersToYou {
            code
            slug
            title
            excerptAuthor
          }
        }
        resume {
          ...QuotedRowFields
        }
        earlier {
          ...QuotedRowFields
        }
        popular {
          ...ThreadRowFields
        }
      }
      threads(filter: unanswered, first: 3) {
        items {
          code
          slug
          title
          locale
          spaceIcon
          spaceName
          createdAt
        }
      }
    }
  `,
  [ThreadRowFields, QuotedRowFields],
);

export const MarkAllReadMutation = graphql(`
  mutation MarkAllRead($spaceSlug: String) {
    markAllRead(spaceSlug: $spaceSlug) {
      ok
    }
  }
`);
