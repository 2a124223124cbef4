import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const ListedFields = graphql(`
  fragment ListedFields on ListedMember {
    handle
    displayName
    avatarUrl
    role
    bioExcerpt
    place
    expertise
    interests
    joinedAt
    postsCount
    following
  }
`);

export const DirectoryQuery = graphql(
  `
    query Directory($filter: MembersFilter!, $sort: MembersSort!, $after: String) {
      members(filter: $filter, sort: $sort, after: $after, first: 24) {
        items {
          ...ListedFields
        }
        next
        total
      }
      directoryWords {
        expertise {
          word
          count
        }
        interests {
          word
          count
        }
        groups {
          code
          name
        }
      }
    }
  `,
  [ListedFields],
);

export const FollowersQuery = graphql(
  `
    query Followers($handle: String!, $after: String) {
      followers(handle: $handle, after: $after, first: 24) {
        member {
          handle
          displayName
          avatarUrl
        }
        items {
          ...ListedFields
        }
        next
      }
    }
  `,
  [ListedFields],
);

export const FollowingQuery = graphql(
  `
    query Following($handle: String!, $after: String) {
      following(handle: $handle, after: $after, first: 24) {
        member {
          handle
          displayName
          avatarUrl
        }
        items {
          ...ListedFields
        }
        next
      }
    }
  `,
  [ListedFields],
);

export const ShutOutPeopleQuery = graphql(`
  query ShutOutPeople {
    shutOutPeople {
      blocked {
        handle
        displayName
        avatarUrl
      }
      muted {
        handle
        displayName
        avatarUrl
      }
    }
  }
`);

export const TeamQuery = graphql(`
  query Team {
    team {
      handle
      displayName
      avatarUrl
      role
      pronouns
      task
      contact
      bioExcerpt
    }
  }
`);

export const FollowMemberMutation = graphql(
  `
    mutation FollowMember($handle: String!, $on: Boolean!) {
      followMember(handle: $handle, on: $on) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const WatchMemberMutation = graphql(
  `
    mutation WatchMember($handle: String!, $on: Boolean!) {
      watchMember(handle: $handle, on: $on) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const BlockMemberMutation = graphql(
  `
    mutation BlockMember($handle: String!, $on: Boolean!) {
      blockMember(handle: $handle, on: $on) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const MuteMemberMutation = graphql(
  `
    mutation MuteMember($handle: String!, $on: Boolean!) {
      muteMember(handle: $handle, on: $on) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);
