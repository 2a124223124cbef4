import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const ProfileFields = graphql(`
  fragment ProfileFields on MemberProfile {
    handle
    displayName
    avatarUrl
    coverUrl
    role
    bioHtml
    place
    pronouns
    expertise
    interests
    links
    lastSeen
    joinedAt
    postsCount
    threadsCount
    likesReceived
    acceptedAnswers
    followersCount
    followingCount
    imported
    teamTask
    teamContact
    relation {
      following
      watching
      followsYou
      blocked
      muted
    }
  }
`);

export const ProfilePostFields = graphql(`
  fragment ProfilePostFields on ProfilePostPage {
    items {
      code
      threadCode
      threadSlug
      threadTitle
      spaceName
      spaceIcon
      excerpt
      createdAt
      likes
      opening
    }
    next
    previous
  }
`);

/** A profile with what its member wrote: everything, or the threads that she opened. */
export const MemberQuery = graphql(
  `
    query Member($handle: String!, $after: String, $openings: Boolean!, $posts: Boolean!) {
      member(handle: $handle) {
        ...ProfileFields
      }
      memberPosts(handle: $handle, after: $after, first: 20, openings: $openings) @include(if: $posts) {
        ...ProfilePostFields
      }
    }
  `,
  [ProfileFields, ProfilePostFields],
);

/** What the card beside a name shows. */
export const MemberGlanceQuery = graphql(`
  query MemberGlance($handle: String!) {
    member(handle: $handle) {
      handle
      displayName
      avatarUrl
      coverUrl
      role
      pronouns
      place
      bioExcerpt
      expertise
      joinedAt
      postsCount
      followersCount
      lastSeen
      relation {
        following
        followsYou
        blocked
        muted
      }
    }
  }
`);

export const OwnProfileQuery = graphql(`
  query OwnProfile($handle: String!) {
    member(handle: $handle) {
      handle
      displayName
      avatarUrl
      coverUrl
      role
      place
      pronouns
      expertise
      interests
      links
      teamTask
      teamContact
      own {
        bioSource
        visibility {
          field
          audience
        }
        handleChangeFrom
        formerHandles
      }
    }
    directoryWords {
      expertise {
        word
      }
      interests {
        word
      }
    }
  }
`);

export const UpdateProfileMutation = graphql(
  `
    mutation UpdateProfile($input: ProfileInput!) {
      updateProfile(input: $input) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const ChangeHandleMutation = graphql(
  `
    mutation ChangeHandle($wished: String!) {
      changeHandle(wished: $wished) {
        __typename
        ... on HandleChanged {
          handle
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

/** A profile as those who keep order edit it. */
export const EditedMemberQuery = graphql(`
  query EditedMember($handle: String!) {
    member(handle: $handle) {
      handle
      displayName
      avatarUrl
      coverUrl
      role
      bioSource
      place
      pronouns
      expertise
      interests
      links
    }
  }
`);

export const EditMemberMutation = graphql(
  `
    mutation EditMember($input: MemberEditInput!) {
      editMember(input: $input) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);
