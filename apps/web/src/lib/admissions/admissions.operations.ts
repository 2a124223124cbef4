import { SignedInFields } from '#lib/accounts/accounts.operations.ts';
import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

/** What is asked of everybody who comes in, by whichever way. */
export const DoorFields = graphql(`
  fragment DoorFields on AdmissionDoor {
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
`);

export const DoorQuery = graphql(
  `
    query Door {
      admissionDoor {
        ...DoorFields
      }
    }
  `,
  [DoorFields],
);

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
        ...SignedInFields
        ...RefusedFields
      }
    }
  `,
  [RefusedFields, SignedInFields],
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
        ...SignedInFields
        ... on ApplicationFiled {
          token
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields, SignedInFields],
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
