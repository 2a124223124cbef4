export { PostsQueries } from './posts.queries.js';
export { ReplyToThread } from './reply-to-thread.js';
export { StartThread } from './start-thread.js';
export { ThreadsModule } from './threads.module.js';
export { ThreadKindEnum, type ThreadKindWord } from './thread.types.js';
export type { ThreadChanges } from './post.types.js';
