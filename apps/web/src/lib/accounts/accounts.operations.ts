import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const SignedInFields = graphql(`
  fragment SignedInFields on SignedIn {
    mustEnrol
    viewer {
      locale
    }
  }
`);

export const PasskeyQuestionFields = graphql(`
  fragment PasskeyQuestionFields on PasskeyQuestion {
    challenge
    options
  }
`);

export const CompleteSignInMutation = graphql(
  `
    mutation CompleteSignIn($challenge: ID!, $code: String!) {
      completeSignIn(challenge: $challenge, code: $code) {
        __typename
        ...SignedInFields
        ... on SecondFactorDue {
          challenge
          methods
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields, SignedInFields],
);

export const SecondFactorQuestionMutation = graphql(
  `
    mutation SecondFactorQuestion($challenge: ID!) {
      secondFactorQuestion(challenge: $challenge) {
        __typename
        ...PasskeyQuestionFields
        ...RefusedFields
      }
    }
  `,
  [RefusedFields, PasskeyQuestionFields],
);

export const CompleteSignInWithPasskeyMutation = graphql(
  `
    mutation CompleteSignInWithPasskey($challenge: ID!, $question: ID!, $answer: String!) {
      completeSignInWithPasskey(challenge: $challenge, question: $question, answer: $answer) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const SignInQuestionMutation = graphql(
  `
    mutation SignInQuestion {
      signInQuestion {
        ...PasskeyQuestionFields
      }
    }
  `,
  [PasskeyQuestionFields],
);

export const SignInWithPasskeyMutation = graphql(
  `
    mutation SignInWithPasskey($question: ID!, $answer: String!) {
      signInWithPasskey(question: $question, answer: $answer) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

/** With what she proves who she is. */
export const ProofMeansFields = graphql(`
  fragment ProofMeansFields on Security {
    hasPassword
    secondStep
    methods
  }
`);

export const ProofsQuery = graphql(
  `
    query Proofs {
      mySecurity {
        provedRecently
        ...ProofMeansFields
      }
      ssoProofs {
        code
        name
      }
    }
  `,
  [ProofMeansFields],
);

export const StepUpMutation = graphql(
  `
    mutation StepUp($password: String, $code: String) {
      stepUp(password: $password, code: $code) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const StepUpQuestionMutation = graphql(
  `
    mutation StepUpQuestion {
      stepUpQuestion {
        ...PasskeyQuestionFields
      }
    }
  `,
  [PasskeyQuestionFields],
);

export const StepUpWithPasskeyMutation = graphql(
  `
    mutation StepUpWithPasskey($question: ID!, $answer: String!) {
      stepUpWithPasskey(question: $question, answer: $answer) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const RequestPasswordResetMutation = graphql(
  `
    mutation RequestPasswordReset($email: String!) {
      requestPasswordReset(email: $email) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const PasswordResetWorksQuery = graphql(`
  query PasswordResetWorks($token: String!) {
    passwordResetWorks(token: $token)
  }
`);

export const ResetPasswordMutation = graphql(
  `
    mutation ResetPassword($token: String!, $password: String!) {
      resetPassword(token: $token, password: $password) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const AddressConfirmedFields = graphql(
  `
    fragment AddressConfirmedFields on AddressConfirmedResult {
      __typename
      ... on AddressConfirmed {
        waitsFor
      }
      ...RefusedFields
    }
  `,
  [RefusedFields],
);

export const ConfirmAddressMutation = graphql(
  `
    mutation ConfirmAddress($token: String!) {
      confirmAddress(token: $token) {
        ...AddressConfirmedFields
      }
    }
  `,
  [AddressConfirmedFields],
);

export const AcceptAddressMutation = graphql(
  `
    mutation AcceptAddress($token: String!) {
      acceptAddressChange(token: $token) {
        ...AddressConfirmedFields
      }
    }
  `,
  [AddressConfirmedFields],
);

export const AddressChangeWaitsQuery = graphql(`
  query AddressChangeWaits($token: String!) {
    addressChangeWaits(token: $token)
  }
`);

export const UndoAddressChangeMutation = graphql(
  `
    mutation UndoAddressChange($token: String!) {
      undoAddressChange(token: $token) {
        __typename
        ... on AddressRestored {
          resetToken
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);
