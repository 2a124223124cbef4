import { graphql } from './graphql.ts';

/** Why an act was refused, in the viewer's words; every result that may be a refusal asks for it. */
export const RefusedFields = graphql(`
  fragment RefusedFields on Refused {
    code
    field
    message
  }
`);
