import { graphql } from '#lib/api/graphql.ts';

export const ConsoleHomeQuery = graphql(`
  query ConsoleHome {
    consoleHome {
      waiting {
        kind
        count
        oldestAt
      }
      week {
        newMembers
        newMembersBefore
        activeMembers
        activeMembersBefore
        posts
        postsBefore
      }
    }
    threads(filter: unanswered, first: 6) {
      items {
        code
        slug
        title
        locale
        spaceName
        spaceIcon
        createdAt
      }
    }
  }
`);
