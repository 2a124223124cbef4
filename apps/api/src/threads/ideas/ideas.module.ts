import { Module } from '@nestjs/common';
import './idea.refusals.js';
import { PostsQueries } from '../posts.queries.js';
import { RepliesRepository } from '../replies.repository.js';
import { ThreadHeads } from '../thread-heads.js';
import { ThreadsRepository } from '../threads.repository.js';
import { WriteText } from '../written-text.js';
import { IdeasRepository } from './ideas.repository.js';
import { IdeasResolver } from './ideas.resolver.js';
import { SetIdeaStatus } from './set-idea-status.js';
import { TypeSpace } from './type-space.js';
import { VoteIdea } from './vote-idea.js';

/** Ideas, and what becomes of them. */
@Module({ providers: [IdeasResolver, VoteIdea, SetIdeaStatus, TypeSpace, IdeasRepository, ThreadsRepository, RepliesRepository, WriteText, PostsQueries, ThreadHeads] })
export class ThreadsIdeasModule {}
