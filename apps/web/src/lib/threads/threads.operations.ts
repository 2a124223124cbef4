import { graphql } from '#lib/api/graphql.ts';

export const CardFields = graphql(`
  fragment CardFields on MemberCard {
    handle
    displayName
    avatarUrl
    role
    badge
  }
`);

export const PostFields = graphql(
  `
    fragment PostFields on Post {
      code
      position
      author {
        ...CardFields
      }
      state
      stateReason
      html
      lang
      createdAt
      editedAt
      edits
      wiki
      pinned
      reactions {
        kind
        count
      }
      replyTo {
        code
        position
        author {
          ...CardFields
        }
        excerpt
      }
      revision
    }
  `,
  [CardFields],
);

export const ActionFields = graphql(
  `
    fragment ActionFields on ThreadAction {
      kind
      actor {
        ...CardFields
      }
      at
      afterPosition
      detail
      otherCode
    }
  `,
  [CardFields],
);

export const AcceptedFields = graphql(
  `
    fragment AcceptedFields on AcceptedAnswer {
      postCode
      position
      author {
        ...CardFields
      }
      html
      acceptedBy
      acceptedAt
      authorAcceptedAnswers
    }
  `,
  [CardFields],
);

export const ThreadFields = graphql(
  `
    fragment ThreadFields on Thread {
      code
      slug
      title
      kind
      locale
      tags
      pinned
      closed
      space {
        slug
        name
        icon
        access
        archived
      }
      author {
        ...CardFields
      }
      createdAt
      lastPostAt
      repliesCount
      views
      firstPosition
      lastPosition
      revision
      accepted {
        ...AcceptedFields
      }
      participants {
        ...CardFields
      }
      participantsCount
      importedFrom
      idea {
        status
        votes
        answerCode
      }
      slowSeconds
      best {
        postCode
        position
        author {
          displayName
          avatarUrl
        }
        excerpt
        score
        reason
      }
      related {
        code
        slug
        title
        repliesCount
      }
    }
  `,
  [CardFields, AcceptedFields],
);

export const WindowFields = graphql(
  `
    fragment WindowFields on PostPage {
      items {
        ...PostFields
      }
      actions {
        ...ActionFields
      }
      firstPosition
      lastPosition
      hasBefore
      hasAfter
    }
  `,
  [PostFields, ActionFields],
);

export const MineFields = graphql(`
  fragment MineFields on ThreadMine {
    readPosition
    readAt
    unread
    reactions {
      postCode
      kinds
    }
    blocked
    muted
    kept
    voted
    level
    canReply
    replyRefusal
    canEditThread
    canAccept
    canModerate
  }
`);

/** Where a member stopped reading, to choose the window before it is read. */
export const ThreadPlaceQuery = graphql(`
  query ThreadPlace($code: String!) {
    threadMine(code: $code) {
      readPosition
      unread
    }
  }
`);

/** A thread with one window of its posts, and what is the viewer's own. */
export const ThreadPageQuery = graphql(
  `
    query ThreadPage($code: String!, $from: Int, $first: Int!, $signedIn: Boolean!) {
      thread(code: $code) {
        ...ThreadFields
      }
      posts(threadCode: $code, from: $from, first: $first) {
        ...WindowFields
      }
      threadMine(code: $code, from: $from) @include(if: $signedIn) {
        ...MineFields
      }
    }
  `,
  [ThreadFields, WindowFields, MineFields],
);

/** One more window, for reading on. */
export const PostsQuery = graphql(
  `
    query Posts($code: String!, $from: Int, $to: Int, $first: Int!, $mineFrom: Int, $mineTo: Int, $signedIn: Boolean!) {
      posts(threadCode: $code, from: $from, to: $to, first: $first) {
        ...WindowFields
      }
      threadMine(code: $code, from: $mineFrom, to: $mineTo) @include(if: $signedIn) {
        reactions {
          postCode
          kinds
        }
      }
    }
  `,
  [WindowFields],
);

export const ThreadChangesQuery = graphql(
  `
    query ThreadChanges($code: String!, $since: String!) {
      threadChanges(code: $code, since: $since) {
        code
        since
        revision
        reload
        thread {
          title
          slug
          pinned
          closed
          repliesCount
          lastPosition
          lastPostAt
          acceptedPostCode
          tags
        }
        posts {
          ...PostFields
        }
        actions {
          ...ActionFields
        }
      }
    }
  `,
  [PostFields, ActionFields],
);

export const AcceptedQuery = graphql(
  `
    query Accepted($code: String!) {
      thread(code: $code) {
        accepted {
          ...AcceptedFields
        }
      }
    }
  `,
  [AcceptedFields],
);

export const PostPlaceQuery = graphql(`
  query PostPlace($code: String!) {
    post(code: $code) {
      code
      position
      author {
        displayName
      }
    }
  }
`);

export const PostSourceQuery = graphql(`
  query PostSource($code: String!) {
    postSource(postCode: $code) {
      source
      version
    }
  }
`);
