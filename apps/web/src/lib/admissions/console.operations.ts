import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const AdmissionSettingsQuery = graphql(`
  query AdmissionSettings {
    admissionSettings {
      mode
      allowedDomains
      refusedDomains
      homeCountry
      ageFloors {
        country
        age
      }
      usualFloors {
        country
        age
      }
      questions {
        id
        fr
        en
        required
      }
    }
  }
`);

export const ConfigureAdmissionMutation = graphql(
  `
    mutation ConfigureAdmission($input: AdmissionInput!) {
      configureAdmission(input: $input) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const GroupsToAttachQuery = graphql(`
  query GroupsToAttach {
    groups {
      code
      name
    }
  }
`);

export const InvitationsQuery = graphql(`
  query Invitations($search: String, $after: String) {
    invitations(search: $search, after: $after) {
      items {
        code
        kind
        email
        label
        role
        groups
        quota
        used
        state
        createdAt
        expiresAt
        createdBy
      }
      next
    }
  }
`);

export const InviteByMailMutation = graphql(
  `
    mutation InviteByMail($input: MailInvitationsInput!) {
      inviteByMail(input: $input) {
        __typename
        ... on InvitationReport {
          invited
          lines {
            line
            email
            outcome
          }
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const InviteByLinkMutation = graphql(
  `
    mutation InviteByLink($input: InvitationLinkInput!) {
      inviteByLink(input: $input) {
        __typename
        ... on InvitationLink {
          url
          expiresAt
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const ResendInvitationMutation = graphql(
  `
    mutation ResendInvitation($code: String!) {
      resendInvitation(code: $code) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const RevokeInvitationMutation = graphql(
  `
    mutation RevokeInvitation($code: String!) {
      revokeInvitation(code: $code) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const ApplicationsQuery = graphql(`
  query Applications($state: ApplicationState!, $after: String) {
    applications(state: $state, after: $after) {
      waiting
      items {
        code
        displayName
        email
        state
        filedAt
        decidedAt
        decidedBy
        reason
        words
        answers {
          question
          answer
        }
        reopens
      }
      next
    }
  }
`);

export const ReopenApplicationMutation = graphql(
  `
    mutation ReopenApplication($code: String!) {
      reopenApplication(code: $code) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const DecideApplicationsMutation = graphql(
  `
    mutation DecideApplications($codes: [String!]!, $accept: Boolean!, $reason: DeclineReason, $words: String!) {
      decideApplications(codes: $codes, accept: $accept, declineReason: $reason, words: $words) {
        __typename
        ... on ApplicationsDecided {
          decided
          skipped
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const RulesEditionsQuery = graphql(`
  query RulesEditions {
    rulesEditions {
      version
      sourceFr
      sourceEn
      changeFr
      changeEn
      publishedAt
      publishedBy
      accepted
      members
    }
  }
`);

export const PublishRulesMutation = graphql(
  `
    mutation PublishRules($input: RulesInput!) {
      publishRules(input: $input) {
        __typename
        ... on RulesPublished {
          version
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);
