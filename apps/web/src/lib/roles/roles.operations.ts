import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const CustomRoleFields = graphql(`
  fragment CustomRoleFields on CustomRole {
    code
    name
    description
    permissions
    membersCount
    givable
  }
`);

export const RoleDoneFields = graphql(
  `
    fragment RoleDoneFields on DoneResult {
      __typename
      ... on Done {
        ok
      }
      ...RefusedFields
    }
  `,
  [RefusedFields],
);

export const CustomRoleResultFields = graphql(
  `
    fragment CustomRoleResultFields on CustomRoleResult {
      __typename
      ... on CustomRoleSaved {
        role {
          code
        }
      }
      ...RefusedFields
    }
  `,
  [RefusedFields],
);

export const RoleMatrixQuery = graphql(
  `
    query RoleMatrix {
      roleMatrix {
        areas {
          key
          name
          permissions {
            name
            sentence
            reserved
            everybody
            givable
          }
        }
        builtIn {
          role
          permissions
          membersCount
          viewable
        }
        custom {
          ...CustomRoleFields
        }
      }
    }
  `,
  [CustomRoleFields],
);

export const CustomRoleQuery = graphql(
  `
    query CustomRolePage($code: String!, $after: String) {
      customRoleMembers(roleCode: $code, after: $after) {
        role {
          ...CustomRoleFields
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
  [CustomRoleFields],
);

export const CreateCustomRoleMutation = graphql(
  `
    mutation CreateCustomRole($name: String!, $description: String!, $permissions: [String!]!) {
      createCustomRole(name: $name, description: $description, permissions: $permissions) {
        ...CustomRoleResultFields
      }
    }
  `,
  [CustomRoleResultFields],
);

export const EditCustomRoleMutation = graphql(
  `
    mutation EditCustomRole($code: String!, $name: String!, $description: String!, $permissions: [String!]!) {
      editCustomRole(roleCode: $code, name: $name, description: $description, permissions: $permissions) {
        ...CustomRoleResultFields
      }
    }
  `,
  [CustomRoleResultFields],
);

export const DeleteCustomRoleMutation = graphql(
  `
    mutation DeleteCustomRole($code: String!) {
      deleteCustomRole(roleCode: $code) {
        ...RoleDoneFields
      }
    }
  `,
  [RoleDoneFields],
);

export const AdministeredMemberQuery = graphql(
  `
    query AdministeredMember($handle: String!, $roles: Boolean!) {
      administeredMember(handle: $handle) {
        card {
          handle
          displayName
          avatarUrl
          role
        }
        state
        email
        joinedAt
        lastSeenAt
        postsCount
        openSessions
        customRoles {
          code
          name
        }
        groups {
          code
          name
          source
        }
        suspendedAt
        suspendedReason
        suspendedBy {
          handle
          displayName
        }
        isViewer
        givableRoles
        maySuspend
        factorsToReset
        pendingAddress {
          address
          oldConfirmed
          newConfirmed
          until
          mayWaive
        }
        mayViewAs
      }
      customRoles @include(if: $roles) {
        ...CustomRoleFields
      }
    }
  `,
  [CustomRoleFields],
);

export const SetMemberRoleMutation = graphql(
  `
    mutation SetMemberRole($handle: String!, $role: Role!) {
      setMemberRole(handle: $handle, role: $role) {
        ...RoleDoneFields
      }
    }
  `,
  [RoleDoneFields],
);

export const SetMemberCustomRoleMutation = graphql(
  `
    mutation SetMemberCustomRole($handle: String!, $code: String!, $held: Boolean!) {
      setMemberCustomRole(handle: $handle, roleCode: $code, held: $held) {
        ...RoleDoneFields
      }
    }
  `,
  [RoleDoneFields],
);

export const SuspendMemberMutation = graphql(
  `
    mutation SuspendMember($handle: String!, $reason: String!) {
      suspendMember(handle: $handle, reason: $reason) {
        ...RoleDoneFields
      }
    }
  `,
  [RoleDoneFields],
);

export const ReactivateMemberMutation = graphql(
  `
    mutation ReactivateMember($handle: String!) {
      reactivateMember(handle: $handle) {
        ...RoleDoneFields
      }
    }
  `,
  [RoleDoneFields],
);

export const EndMemberSessionsMutation = graphql(
  `
    mutation EndMemberSessions($handle: String!) {
      endMemberSessions(handle: $handle) {
        ...RoleDoneFields
      }
    }
  `,
  [RoleDoneFields],
);

export const ViewingAsQuery = graphql(`
  query ViewingAs {
    viewingAs {
      role
      customRole
      member {
        displayName
        handle
        avatarUrl
      }
    }
  }
`);

export const StartViewingAsMutation = graphql(
  `
    mutation StartViewingAs($input: ViewAsInput!) {
      startViewingAs(input: $input) {
        ...RoleDoneFields
      }
    }
  `,
  [RoleDoneFields],
);

export const StopViewingAsMutation = graphql(`
  mutation StopViewingAs {
    stopViewingAs {
      ok
    }
  }
`);
