import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const GroupFields = graphql(`
  fragment GroupFields on Group {
    code
    name
    description
    membersCount
    rule {
      memberForDays
      joinedWithinDays
      leastPosts
      leastAcceptedAnswers
      roles
      interests
      mailDomains
    }
    ruleAppliedAt
  }
`);

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
          source
          card {
            handle
            displayName
            avatarUrl
            role
          }
        }
        next
      }
    }
  `,
  [GroupFields],
);

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

export const PreviewGroupRuleQuery = graphql(
  `
    query PreviewGroupRule($code: String, $rule: GroupRuleInput!) {
      previewGroupRule(groupCode: $code, rule: $rule) {
        __typename
        ... on GroupRulePreview {
          count
          joins
          leaves
          sample {
            handle
            displayName
            avatarUrl
          }
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const SetGroupRuleMutation = graphql(
  `
    mutation SetGroupRule($code: String!, $rule: GroupRuleInput) {
      setGroupRule(groupCode: $code, rule: $rule) {
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
