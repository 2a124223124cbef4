import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const CompleteSignInMutation = graphql(
  `
    mutation CompleteSignIn($challenge: ID!, $code: String!) {
      completeSignIn(challenge: $challenge, code: $code) {
        __typename
        ... on SignedIn {
          mustEnrol
          viewer {
            locale
          }
        }
        ... on SecondFactorDue {
          challenge
          methods
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const SecondFactorQuestionMutation = graphql(
  `
    mutation SecondFactorQuestion($challenge: ID!) {
      secondFactorQuestion(challenge: $challenge) {
        __typename
        ... on PasskeyQuestion {
          challenge
          options
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
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

export const SignInQuestionMutation = graphql(`
  mutation SignInQuestion {
    signInQuestion {
      challenge
      options
    }
  }
`);

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

export const ProofsQuery = graphql(`
  query Proofs {
    mySecurity {
      provedRecently
      hasPassword
      secondStep
      methods
      provedRecently
    }
    ssoProofs {
      code
      name
    }
  }
`);

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

export const StepUpQuestionMutation = graphql(`
  mutation StepUpQuestion {
    stepUpQuestion {
      challenge
      options
    }
  }
`);

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

export const ConfirmAddressMutation = graphql(
  `
    mutation ConfirmAddress($token: String!) {
      confirmAddress(token: $token) {
        __typename
        ... on AddressConfirmed {
          waitsFor
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const AcceptAddressMutation = graphql(
  `
    mutation AcceptAddress($token: String!) {
      acceptAddressChange(token: $token) {
        __typename
        ... on AddressConfirmed {
          waitsFor
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
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
