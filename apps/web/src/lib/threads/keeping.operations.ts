import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const BookmarksQuery = graphql(`
  query Bookmarks($after: String) {
    bookmarks(after: $after) {
      items {
        postCode
        threadCode
        threadSlug
        threadTitle
        spaceName
        spaceIcon
        author {
          displayName
        }
        excerpt
        note
        remindOn
        due
        keptAt
      }
      next
    }
  }
`);

/** What the home page reminds of. */
export const DueBookmarksQuery = graphql(`
  query DueBookmarks {
    bookmarks(due: true, first: 5) {
      items {
        postCode
        threadCode
        threadSlug
        threadTitle
        spaceIcon
        note
        author {
          displayName
        }
      }
    }
  }
`);

export const KeepPostMutation = graphql(
  `
    mutation KeepPost($input: BookmarkInput!) {
      keepPost(input: $input) {
        __typename
        ... on Done {
          ok
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const DropBookmarkMutation = graphql(`
  mutation DropBookmark($post: String!) {
    dropBookmark(postCode: $post) {
      ok
    }
  }
`);

export const SubscriptionsQuery = graphql(`
  query Subscriptions {
    subscriptions {
      threadCode
      threadSlug
      spaceSlug
      tag
      name
      level
    }
  }
`);

export const SubscriptionLevelQuery = graphql(`
  query SubscriptionLevel($space: String, $tag: String) {
    subscriptionLevel(spaceSlug: $space, tag: $tag)
  }
`);

export const SetSubscriptionMutation = graphql(`
  mutation SetSubscription($input: SubscriptionInput!) {
    setSubscription(input: $input) {
      ok
    }
  }
`);
