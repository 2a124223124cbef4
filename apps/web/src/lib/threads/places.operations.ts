import { graphql } from '#lib/api/graphql.ts';

/** Where a post is now: it may have gone to another thread. */
export const LastingPostQuery = graphql(`
  query LastingPost($code: String!) {
    postPlace(code: $code) {
      threadCode
      threadSlug
      position
    }
  }
`);

/** Where a thread is now: it may have been merged into another. */
export const LastingThreadQuery = graphql(`
  query LastingThread($code: String!) {
    threadPlace(code: $code) {
      threadCode
      threadSlug
    }
  }
`);
