import { graphql } from '#lib/api/graphql.ts';

export const AuditPageQuery = graphql(`
  query AuditPage($filter: AuditFilter, $after: String) {
    auditEntries(filter: $filter, after: $after, first: 50) {
      items {
        id
        at
        action
        byPerson
        actor {
          handle
          displayName
          avatarUrl
        }
        subjectKind
        subjectId
        subjectName
        subjectPath
        details {
          key
          value
          member {
            handle
            displayName
          }
        }
        address
        requestId
        seal
      }
      next
    }
    auditActions
    auditSeal {
      number
      sealedAt
      head
      unsealed
      oldestUnsealedAt
    }
  }
`);
