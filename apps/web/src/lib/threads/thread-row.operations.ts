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
    spaceSlug
    spaceName
    spaceIcon
    author {
      handle
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
    lastPosition
    excerpt
    excerptAuthor
  }
`);

/** The viewer's part of a list of threads. */
export const ThreadRowsMineQuery = graphql(`
  query ThreadRowsMine($codes: [String!]!) {
    threadsMine(codes: $codes) {
      code
      unread
      newReplies
      readPosition
    }
  }
`);
