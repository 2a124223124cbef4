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
  }
`);
