import { DoorFields } from '#lib/admissions/admissions.operations.ts';
import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const SsoButtonsQuery = graphql(`
  query SsoButtons {
    ssoButtons {
      code
      name
      label
      admits
    }
  }
`);

export const StartSsoMutation = graphql(
  `
    mutation StartSso($code: String!, $next: String!, $invitation: String) {
      startSso(providerCode: $code, next: $next, invitation: $invitation) {
        __typename
        ... on SsoStarted {
          url
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const SsoEnteredFields = graphql(`
  fragment SsoEnteredFields on SsoEntered {
    next
    created
    mustEnrol
    viewer {
      locale
    }
  }
`);

export const SsoDueFields = graphql(`
  fragment SsoDueFields on SsoSecondFactorDue {
    challenge
    methods
    next
  }
`);

export const FinishSsoMutation = graphql(
  `
    mutation FinishSso($code: String!, $query: String!) {
      finishSso(providerCode: $code, query: $query) {
        __typename
        ...SsoEnteredFields
        ...SsoDueFields
        ... on SsoNewcomer {
          arrival
        }
        ... on SsoLinked {
          name
        }
        ... on SsoProved {
          next
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields, SsoEnteredFields, SsoDueFields],
);

export const SsoArrivalQuery = graphql(
  `
    query SsoArrival($arrival: ID!) {
      ssoArrival(arrival: $arrival) {
        providerName
        email
        displayName
        invited
      }
      admissionDoor {
        ...DoorFields
      }
    }
  `,
  [DoorFields],
);

export const JoinBySsoMutation = graphql(
  `
    mutation JoinBySso($arrival: ID!, $input: SsoJoinInput!) {
      joinBySso(arrival: $arrival, input: $input) {
        __typename
        ...SsoEnteredFields
        ...SsoDueFields
        ... on ApplicationFiled {
          token
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields, SsoEnteredFields, SsoDueFields],
);

export const ProveBySsoMutation = graphql(
  `
    mutation ProveBySso($code: String!, $next: String!) {
      proveBySso(providerCode: $code, next: $next) {
        __typename
        ... on SsoStarted {
          url
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const SsoLinksQuery = graphql(`
  query SsoLinks {
    ssoLinks {
      code
      name
      email
      linkedAt
      lastUsedAt
      removable
    }
  }
`);

export const LinkSsoMutation = graphql(
  `
    mutation LinkSso($code: String!, $next: String!) {
      linkSso(providerCode: $code, next: $next) {
        __typename
        ... on SsoStarted {
          url
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const UnlinkSsoMutation = graphql(
  `
    mutation UnlinkSso($code: String!) {
      unlinkSso(providerCode: $code) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const SsoProvidersQuery = graphql(`
  query SsoProviders {
    ssoProviders {
      code
      name
      issuer
      enabled
      membersCount
    }
  }
`);

export const SsoFormQuery = graphql(`
  query SsoForm {
    ssoProviders {
      code
      name
      labelFr
      labelEn
      issuer
      clientId
      hasSecret
      scopes
      emailClaim
      nameClaim
      valuesClaim
      addressTrust
      linkByAddress
      allowedDomains
      admits
      secondFactor
      acrValues
      enabled
      redirectUri
      membersCount
      onlyWayIn
      mappings {
        value
        role
        customRole
        group
      }
    }
    ssoGifts {
      customRoles {
        code
        name
      }
      groups {
        code
        name
      }
    }
  }
`);

export const CheckSsoIssuerMutation = graphql(
  `
    mutation CheckSsoIssuer($issuer: String!) {
      checkSsoIssuer(issuer: $issuer) {
        __typename
        ... on SsoIssuerFound {
          issuer
          scopes
          claims
          pkce
          namesItself
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const SsoSavedFields = graphql(
  `
    fragment SsoSavedFields on SsoProviderResult {
      __typename
      ... on SsoProviderSaved {
        provider {
          code
        }
      }
      ...RefusedFields
    }
  `,
  [RefusedFields],
);

export const CreateSsoProviderMutation = graphql(
  `
    mutation CreateSsoProvider($input: SsoProviderInput!) {
      createSsoProvider(input: $input) {
        ...SsoSavedFields
      }
    }
  `,
  [SsoSavedFields],
);

export const EditSsoProviderMutation = graphql(
  `
    mutation EditSsoProvider($code: String!, $input: SsoProviderInput!) {
      editSsoProvider(providerCode: $code, input: $input) {
        ...SsoSavedFields
      }
    }
  `,
  [SsoSavedFields],
);

export const RemoveSsoProviderMutation = graphql(
  `
    mutation RemoveSsoProvider($code: String!) {
      removeSsoProvider(providerCode: $code) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const OrderSsoProvidersMutation = graphql(
  `
    mutation OrderSsoProviders($codes: [String!]!) {
      orderSsoProviders(codes: $codes) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);
