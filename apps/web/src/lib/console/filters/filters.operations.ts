import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const ConsoleFiltersQuery = graphql(`
  query ConsoleFilters($list: String!) {
    consoleFilters(list: $list) {
      id
      name
      query
      isDefault
    }
  }
`);

export const SaveConsoleFilterMutation = graphql(
  `
    mutation SaveConsoleFilter($list: String!, $name: String!, $query: String!) {
      saveConsoleFilter(list: $list, name: $name, query: $query) {
        __typename
        ... on ConsoleFilterSaved {
          filter {
            id
          }
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const EditConsoleFilterMutation = graphql(
  `
    mutation EditConsoleFilter($id: String!, $name: String!, $isDefault: Boolean!) {
      editConsoleFilter(id: $id, name: $name, isDefault: $isDefault) {
        __typename
        ... on ConsoleFilterSaved {
          filter {
            id
          }
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const RemoveConsoleFilterMutation = graphql(
  `
    mutation RemoveConsoleFilter($id: String!) {
      removeConsoleFilter(id: $id) {
        __typename
        ... on Done {
          ok
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);
