import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';
import { AddressConfirmedFields, PasskeyQuestionFields, ProofMeansFields } from './accounts.operations.ts';

export const SecurityQuery = graphql(
  `
    query Security {
      mySecurity {
        ...ProofMeansFields
        email
        nextEmail
        nextEmailWaitsFor
        passwordChangedAt
        passwordMin
        totp
        recoveryCodesLeft
        mustHaveTwo
        mustEnrol
        pendingTotp {
          seed
          address
        }
        passkeys {
          id
          name
          backedUp
          createdAt
          lastUsedAt
        }
        sessions {
          id
          current
          kind
          browser
          system
          network
          country
          openedAt
          lastUsedAt
        }
      }
    }
  `,
  [ProofMeansFields],
);

export const BeginTotpMutation = graphql(
  `
    mutation BeginTotp {
      beginTotp {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const ConfirmTotpMutation = graphql(
  `
    mutation ConfirmTotp($code: String!) {
      confirmTotp(code: $code) {
        __typename
        ... on FactorAdded {
          recoveryCodes
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const RemoveTotpMutation = graphql(
  `
    mutation RemoveTotp {
      removeTotp {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const RenewRecoveryCodesMutation = graphql(
  `
    mutation RenewRecoveryCodes {
      renewRecoveryCodes {
        __typename
        ... on RecoveryCodes {
          codes
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const NewPasskeyQuestionMutation = graphql(
  `
    mutation NewPasskeyQuestion {
      newPasskeyQuestion {
        __typename
        ...PasskeyQuestionFields
        ...RefusedFields
      }
    }
  `,
  [RefusedFields, PasskeyQuestionFields],
);

export const AddPasskeyMutation = graphql(
  `
    mutation AddPasskey($question: ID!, $answer: String!, $name: String!) {
      addPasskey(question: $question, answer: $answer, name: $name) {
        __typename
        ... on FactorAdded {
          recoveryCodes
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const RenamePasskeyMutation = graphql(
  `
    mutation RenamePasskey($id: ID!, $name: String!) {
      renamePasskey(id: $id, name: $name) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const RemovePasskeyMutation = graphql(
  `
    mutation RemovePasskey($id: ID!) {
      removePasskey(id: $id) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const RevokeSessionMutation = graphql(
  `
    mutation RevokeSession($id: ID!) {
      revokeSession(id: $id) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const RevokeOtherSessionsMutation = graphql(`
  mutation RevokeOtherSessions {
    revokeOtherSessions {
      ok
    }
  }
`);

export const ChangePasswordMutation = graphql(
  `
    mutation ChangePassword($current: String, $password: String!, $endOthers: Boolean!) {
      changePassword(current: $current, password: $password, endOthers: $endOthers) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const RemovePasswordMutation = graphql(
  `
    mutation RemovePassword {
      removePassword {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const RequestAddressChangeMutation = graphql(
  `
    mutation RequestAddressChange($email: String!) {
      requestAddressChange(email: $email) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const CancelAddressChangeMutation = graphql(`
  mutation CancelAddressChange {
    cancelAddressChange {
      ok
    }
  }
`);

export const WaiveOldMailboxMutation = graphql(
  `
    mutation WaiveOldMailbox($handle: String!, $reason: String!) {
      waiveOldMailbox(handle: $handle, reason: $reason) {
        ...AddressConfirmedFields
      }
    }
  `,
  [AddressConfirmedFields],
);

export const ResetMemberFactorsMutation = graphql(
  `
    mutation ResetMemberFactors($handle: String!, $reason: String!) {
      resetMemberFactors(handle: $handle, reason: $reason) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);
