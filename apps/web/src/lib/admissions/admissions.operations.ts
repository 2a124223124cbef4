import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const DoorQuery = graphql(`
  query Door {
    admissionDoor {
      mode
      homeCountry
      floors {
        country
        age
      }
      questions {
        id
        label
        required
      }
      rulesVersion
      newsletter
      analytics
      later
    }
  }
`);

export const JoinQuery = graphql(`
  query Join($token: String!) {
    invitation(token: $token) {
      state
      email
      role
      groups
      invitedBy
      expiresAt
    }
  }
`);

export const SignUpMutation = graphql(
  `
    mutation SignUp($input: SignUpInput!) {
      signUp(input: $input) {
        __typename
        ... on ConfirmationSent {
          challenge
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

export const ConfirmationQuery = graphql(`
  query Confirmation($challenge: String!) {
    confirmation(challenge: $challenge) {
      address
      mailKept
      trialCode
    }
  }
`);

export const ConfirmSignUpMutation = graphql(
  `
    mutation ConfirmSignUp($challenge: String!, $code: String!) {
      confirmSignUp(challenge: $challenge, code: $code) {
        __typename
        ... on SignedIn {
          mustEnrol
          viewer {
            locale
          }
        }
        ... on ApplicationFiled {
          token
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const ResendConfirmationMutation = graphql(
  `
    mutation ResendConfirmation($challenge: String!) {
      resendConfirmation(challenge: $challenge) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const OwnApplicationQuery = graphql(`
  query OwnApplication($token: String!) {
    ownApplication(token: $token) {
      state
      displayName
      filedAt
      decidedAt
      reason
      words
      kept
    }
  }
`);

export const WithdrawApplicationMutation = graphql(
  `
    mutation WithdrawApplication($token: String!) {
      withdrawApplication(token: $token) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const RequestClaimMutation = graphql(
  `
    mutation RequestClaim($email: String!) {
      requestClaim(email: $email) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const RulesQuery = graphql(`
  query Rules($version: Int) {
    rules(version: $version) {
      version
      latest
      html
      change
      publishedAt
    }
  }
`);

export const OwnConsentsQuery = graphql(`
  query OwnConsents {
    ownConsents {
      kind
      given
      version
      at
    }
    admissionDoor {
      newsletter
      analytics
      rulesVersion
    }
  }
`);

export const SetConsentMutation = graphql(
  `
    mutation SetConsent($kind: FreeConsentKind!, $given: Boolean!) {
      setConsent(consent: $kind, given: $given) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const AcceptRulesMutation = graphql(
  `
    mutation AcceptRules($version: Int!) {
      acceptRules(version: $version) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);
