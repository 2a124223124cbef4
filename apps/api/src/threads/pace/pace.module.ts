import { Module } from '@nestjs/common';
import './pace.refusals.js';
import { ThreadHeads } from '../thread-heads.js';
import { PostsQueries } from '../posts.queries.js';
import { SavedPost } from '../saved-post.js';
import { ThreadsRepository } from '../threads.repository.js';
import { CloseQuietThreads } from './close-quiet-threads.js';
import { MarkPost } from './mark-post.js';
import { PaceQueries } from './pace.queries.js';
import { PaceResolver } from './pace.resolver.js';
import { PaceSpace } from './pace-space.js';
import { PaceThread } from './pace-thread.js';

/** The pace of threads, and the replies that stand out. */
@Module({ providers: [PaceResolver, PaceQueries, PaceThread, PaceSpace, MarkPost, CloseQuietThreads, ThreadsRepository, SavedPost, PostsQueries, ThreadHeads] })
export class ThreadsPaceModule {}
