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
    readGroups
    startRoles
    startGroups
    position
  }
`);

export const GroupFields = graphql(`
  fragment GroupFields on Group {
    code
    name
    description
    membersCount
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
    query SpaceForm {
      adminSpaces {
        ...SpaceAdminFields
      }
      groups {
        ...GroupFields
      }
    }
  `,
  [SpaceAdminFields, GroupFields],
);

export const GroupsQuery = graphql(
  `
    query Groups {
      groups {
        ...GroupFields
      }
    }
  `,
  [GroupFields],
);

export const GroupQuery = graphql(
  `
    query GroupPage($code: String!, $after: String) {
      groupMembers(groupCode: $code, after: $after, first: 50) {
        group {
          ...GroupFields
        }
        members {
          handle
          displayName
          avatarUrl
          role
        }
        next
      }
    }
  `,
  [GroupFields],
);

export const AdminMembersQuery = graphql(`
  query AdminMembers($search: String, $imported: Boolean, $after: String, $first: Int!) {
    adminMembers(search: $search, imported: $imported, after: $after, first: $first) {
      items {
        handle
        displayName
        avatarUrl
        role
        imported
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

export const GroupResultFields = graphql(
  `
    fragment GroupResultFields on GroupResult {
      __typename
      ... on GroupSaved {
        group {
          code
          name
        }
      }
      ...RefusedFields
    }
  `,
  [RefusedFields],
);

export const GroupDoneFields = graphql(
  `
    fragment GroupDoneFields on DoneResult {
      __typename
      ... on Done {
        ok
      }
      ...RefusedFields
    }
  `,
  [RefusedFields],
);

export const CreateGroupMutation = graphql(
  `
    mutation CreateGroup($name: String!, $description: String!) {
      createGroup(name: $name, description: $description) {
        ...GroupResultFields
      }
    }
  `,
  [GroupResultFields],
);

export const EditGroupMutation = graphql(
  `
    mutation EditGroup($code: String!, $name: String!, $description: String!) {
      editGroup(groupCode: $code, name: $name, description: $description) {
        ...GroupResultFields
      }
    }
  `,
  [GroupResultFields],
);

export const DeleteGroupMutation = graphql(
  `
    mutation DeleteGroup($code: String!) {
      deleteGroup(groupCode: $code) {
        ...GroupDoneFields
      }
    }
  `,
  [GroupDoneFields],
);

export const SetGroupMemberMutation = graphql(
  `
    mutation SetGroupMember($code: String!, $handle: String!, $member: Boolean!) {
      setGroupMember(groupCode: $code, handle: $handle, member: $member) {
        ...GroupDoneFields
      }
    }
  `,
  [GroupDoneFields],
);

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
