import { graphql } from '#lib/api/graphql.ts';

/** A thread in a list: the shared part. */
export const ThreadRowFields = graphql(`
  fragment ThreadRowFields on ThreadRow {
    code
    slug
    title
    kind
    locale
    tags
    pinned
    closed
    solved
    idea {
      status
      votes
    }
    author {
      displayName
      avatarUrl
    }
    participants {
      displayName
      avatarUrl
    }
    participantsCount
    repliesCount
    lastPostAt
  }
`);

/** A thread in a list that quotes the latest post and names the space of each. */
export const QuotedRowFields = graphql(
  `
    fragment QuotedRowFields on ThreadRow {
      ...ThreadRowFields
      spaceSlug
      spaceName
      spaceIcon
      excerpt
      excerptAuthor
    }
  `,
  [ThreadRowFields],
);

/** The viewer's part of a list of threads. */
export const ThreadRowsMineQuery = graphql(`
  query ThreadRowsMine($codes: [String!]!) {
    threadsMine(codes: $codes) {
      code
      unread
      newReplies
      readPosition
      putAside
      quoteAside
    }
  }
`);
