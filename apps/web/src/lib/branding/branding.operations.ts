import { graphql } from '#lib/api/graphql.ts';

export const CommunityQuery = graphql(`
  query Community {
    community {
      name
      brandName
      tagline
      defaultLocale
      timeZone
      voice
      story
      membersCount
      revision
    }
  }
`);
