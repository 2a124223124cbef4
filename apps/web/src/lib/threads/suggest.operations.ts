import { graphql } from '#lib/api/graphql.ts';

export const SuggestMembersQuery = graphql(`
  query SuggestMembers($space: String!, $prefix: String!) {
    suggestMembers(spaceSlug: $space, prefix: $prefix) {
      handle
      displayName
      avatarUrl
    }
  }
`);
