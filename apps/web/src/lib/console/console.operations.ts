import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const SpaceAdminFields = graphql(`
  fragment SpaceAdminFields on SpaceAdmin {
    space {
      code
      slug
      name
      icon
      access
      whoStarts
      type
      archived
      threadsCount
      postsCount
      lastActivityAt
    }
    nameFr
    nameEn
    descriptionFr
    descriptionEn
    readRoles
    readCustomRoles
    readGroups
    startRoles
    startCustomRoles
    startGroups
    interests
    position
  }
`);

export const AdminSpacesQuery = graphql(
  `
    query AdminSpaces {
      adminSpaces {
        ...SpaceAdminFields
      }
    }
  `,
  [SpaceAdminFields],
);

export const SpaceFormQuery = graphql(
  `
    query SpaceForm($roles: Boolean!, $groups: Boolean!) {
      adminSpaces {
        ...SpaceAdminFields
      }
      groups @include(if: $groups) {
        code
        name
        membersCount
      }
      customRoles @include(if: $roles) {
        code
        name
        membersCount
      }
    }
  `,
  [SpaceAdminFields],
);

export const AdminMembersQuery = graphql(`
  query AdminMembers($search: String, $imported: Boolean, $role: Role, $after: String, $first: Int!) {
    adminMembers(search: $search, imported: $imported, role: $role, after: $after, first: $first) {
      items {
        handle
        displayName
        avatarUrl
        role
        imported
        suspended
        email
      }
      next
    }
  }
`);

export const SpaceResultFields = graphql(
  `
    fragment SpaceResultFields on SpaceResult {
      __typename
      ... on SpaceSaved {
        space {
          space {
            code
            name
          }
        }
      }
      ...RefusedFields
    }
  `,
  [RefusedFields],
);

export const CreateSpaceMutation = graphql(
  `
    mutation CreateSpace($input: SpaceInput!) {
      createSpace(input: $input) {
        ...SpaceResultFields
      }
    }
  `,
  [SpaceResultFields],
);

export const EditSpaceMutation = graphql(
  `
    mutation EditSpace($code: String!, $input: SpaceInput!) {
      editSpace(spaceCode: $code, input: $input) {
        ...SpaceResultFields
      }
    }
  `,
  [SpaceResultFields],
);

export const ArchiveSpaceMutation = graphql(
  `
    mutation ArchiveSpace($code: String!, $archived: Boolean!) {
      archiveSpace(spaceCode: $code, archived: $archived) {
        ...SpaceResultFields
      }
    }
  `,
  [SpaceResultFields],
);

export const OrderSpacesMutation = graphql(`
  mutation OrderSpaces($codes: [String!]!) {
    orderSpaces(spaceCodes: $codes) {
      ok
    }
  }
`);

export const CreateClaimLinkMutation = graphql(
  `
    mutation CreateClaimLink($handle: String!) {
      createClaimLink(handle: $handle) {
        __typename
        ... on ClaimLink {
          url
          expiresAt
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);
