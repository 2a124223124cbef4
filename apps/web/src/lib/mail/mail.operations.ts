import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const SendingGateFields = graphql(`
  fragment SendingGateFields on SendingGate {
    state
    reason
    changedBy
    changedAt
    heldCount
  }
`);

export const SendingGateQuery = graphql(
  `
    query SendingGate {
      sendingGate {
        ...SendingGateFields
      }
    }
  `,
  [SendingGateFields],
);

export const MailFields = graphql(`
  fragment MailFields on Mail {
    id
    template
    state
    toAddress
    toName
    subject
    locale
    essential
    attempts
    nextTryAt
    lastError
    createdAt
    sentAt
  }
`);

export const MailsQuery = graphql(
  `
    query Mails($state: MailState, $template: String, $search: String, $after: String) {
      mails(state: $state, template: $template, search: $search, after: $after, first: 50) {
        items {
          ...MailFields
        }
        next
        counts {
          state
          count
        }
        templates
      }
      mailSetup {
        sends
        server
        from
        domain
        signs
      }
    }
  `,
  [MailFields],
);

export const MailQuery = graphql(
  `
    query MailPage($id: String!) {
      mail(mailId: $id) {
        mail {
          ...MailFields
        }
        from
        messageId
        readable
        proofDue
        opensSomething
        retriable
      }
    }
  `,
  [MailFields],
);

export const MailSetupQuery = graphql(`
  query MailSetup {
    mailSetup {
      sends
      server
      from
      domain
      signs
    }
  }
`);

export const MailCheckQuery = graphql(`
  query MailCheck {
    mailCheck {
      about
      verdict
      code
      name
      found
      publish
    }
  }
`);

export const OpenMailMutation = graphql(
  `
    mutation OpenMail($id: String!) {
      openMail(mailId: $id) {
        __typename
        ... on MailContent {
          html
          text
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const RetryMailMutation = graphql(
  `
    mutation RetryMail($id: String!) {
      retryMail(mailId: $id) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const SendTestMailMutation = graphql(
  `
    mutation SendTestMail {
      sendTestMail {
        __typename
        ... on TestMailQueued {
          mailId
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const HoldSendingMutation = graphql(
  `
    mutation HoldSending($state: GateState!, $reason: String!) {
      holdSending(state: $state, reason: $reason) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const StopMailsMutation = graphql(
  `
    mutation StopMails($token: String!, $stop: Boolean!) {
      stopMails(token: $token, stop: $stop) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);
