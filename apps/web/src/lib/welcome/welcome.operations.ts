import { graphql } from '#lib/api/graphql.ts';
import { RefusedFields } from '#lib/api/refused.operations.ts';

export const WelcomeQuery = graphql(`
  query Welcome {
    welcome {
      shown
      dismissed
      choices
      chosen
      introduceIn
      steps {
        name
        done
      }
      spaces {
        slug
        name
        description
        icon
        shared
      }
      threads {
        code
        slug
        title
      }
    }
  }
`);

export const ChooseInterestsMutation = graphql(`
  mutation ChooseInterests($interests: [String!]!) {
    chooseInterests(interests: $interests) {
      ok
    }
  }
`);

export const DismissWelcomeMutation = graphql(`
  mutation DismissWelcome($on: Boolean!) {
    dismissWelcome(on: $on) {
      ok
    }
  }
`);

export const WelcomeSettingsQuery = graphql(`
  query WelcomeSettings {
    welcomeSettings {
      letter
      signedBy
      subjectFr
      subjectEn
      bodyFr
      bodyEn
      introduceSpace
      signers {
        handle
        displayName
      }
      spaces {
        code
        name
        interests
      }
    }
  }
`);

export const EditWelcomeMutation = graphql(
  `
    mutation EditWelcome($input: WelcomeInput!) {
      editWelcome(input: $input) {
        __typename
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);

export const PreviewWelcomeMutation = graphql(
  `
    mutation PreviewWelcome($input: WelcomeInput!, $locale: Locale!) {
      previewWelcome(input: $input, locale: $locale) {
        __typename
        ... on WelcomePreview {
          from
          subject
          paragraphs
        }
        ...RefusedFields
      }
    }
  `,
  [RefusedFields],
);
