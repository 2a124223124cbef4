import { graphql } from '#lib/api/graphql.ts';

export const ConsoleSearchQuery = graphql(`
  query ConsoleSearch($search: String!) {
    consoleSearch(search: $search) {
      members {
        handle
        displayName
        avatarUrl
      }
      spaces {
        code
        name
      }
      groups {
        code
        name
      }
    }
  }
`);
