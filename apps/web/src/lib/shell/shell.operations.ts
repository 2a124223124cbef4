import { graphql } from '#lib/api/graphql.ts';

/** What the frame of every page shows: who is looking, the spaces they may read, and what is new there. */
export const ShellQuery = graphql(`
  query Shell($signedIn: Boolean!) {
    viewer @include(if: $signedIn) {
      handle
      displayName
      avatarUrl
      role
      locale
      permissions
      rulesDue
    }
    spaces {
      slug
      name
      icon
      archived
      access
    }
    spacesMine @include(if: $signedIn) {
      slug
      hasUnread
      canStart
    }
  }
`);
