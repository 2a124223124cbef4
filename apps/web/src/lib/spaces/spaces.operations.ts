import { graphql } from '#lib/api/graphql.ts';
import { ThreadRowFields } from '#lib/threads/thread-row.operations.ts';

export const SpacesQuery = graphql(`
  query Spaces($signedIn: Boolean!) {
    spaces {
      slug
      name
      description
      icon
      access
      archived
      threadsCount
      postsCount
      lastActivityAt
    }
    spacesMine @include(if: $signedIn) {
      slug
      hasUnread
    }
  }
`);

export const SpaceQuery = graphql(
  `
    query Space($slug: String!, $filter: ThreadFilter, $tag: String, $after: String, $before: String) {
      space(slug: $slug) {
        slug
        name
        description
        icon
        type
        access
        archived
        threadsCount
        postsCount
      }
      spaceInsight(slug: $slug) {
        repliesByDay
        repliesThisWeek
        repliesToday
        medianMinutesToFirstReply
        helpers {
          member {
            handle
            displayName
            avatarUrl
            role
          }
          acceptedAnswers
        }
        tags {
          tag
          count
        }
      }
      threads(spaceSlug: $slug, filter: $filter, tag: $tag, after: $after, before: $before) {
        items {
          ...ThreadRowFields
        }
        next
        previous
        total
      }
    }
  `,
  [ThreadRowFields],
);
