import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const SetLocaleMutation = graphql(`
  mutation SetLocale($locale: Locale!) {
    setLocale(locale: $locale) {
      ok
    }
  }
`);

export const SignOutMutation = graphql(`
  mutation SignOut {
    signOut {
      ok
    }
  }
`);

export const DemoAccountsQuery = graphql(`
  query DemoAccounts {
    demoAccounts {
      role
      displayName
      avatarUrl
    }
  }
`);

export const SignInMutation = graphql(
  `
    mutation SignIn($email: String!, $password: String!) {
      signIn(email: $email, password: $password) {
        __typename
        ... on SecondFactorDue {
          challenge
          methods
        }
        ... on SignedIn {
          mustEnrol
          viewer {
            locale
          }
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const SignInDemoMutation = graphql(
  `
    mutation SignInDemo($role: Role!) {
      signInDemo(role: $role) {
        __typename
        ... on SecondFactorDue {
          challenge
          methods
        }
        ... on SignedIn {
          mustEnrol
          viewer {
            locale
          }
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const ClaimAccountMutation = graphql(
  `
    mutation ClaimAccount($input: ClaimInput!) {
      claimAccount(input: $input) {
        __typename
        ... on SecondFactorDue {
          challenge
          methods
        }
        ... on SignedIn {
          mustEnrol
          viewer {
            locale
          }
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);
