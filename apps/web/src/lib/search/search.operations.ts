import { graphql } from '#lib/api/graphql.ts';

export const FoundPostFields = graphql(`
  fragment FoundPostFields on FoundPost {
    threadCode
    threadSlug
    title {
      text
      hit
    }
    kind
    locale
    solved
    spaceSlug
    spaceName
    spaceIcon
    postCode
    position
    author {
      handle
      displayName
      avatarUrl
    }
    createdAt
    excerpt {
      text
      hit
    }
    matches
    aside
  }
`);

export const SearchQuery = graphql(
  `
    query Search($search: String!, $filter: SearchFilterInput, $order: SearchOrder!, $after: String) {
      search(search: $search, filter: $filter, order: $order, after: $after, first: 20) {
        items {
          ...FoundPostFields
        }
        next
        total
        capped
        slow
        corrected
        things {
          kind
          title
          hint
          path
          imageUrl
        }
      }
    }
  `,
  [FoundPostFields],
);

/** While somebody types. */
export const SearchSuggestionsQuery = graphql(`
  query SearchSuggestions($search: String!) {
    searchSuggestions(search: $search) {
      kind
      title
      hint
      path
      imageUrl
    }
  }
`);
