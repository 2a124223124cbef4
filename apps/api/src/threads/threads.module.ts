import { Module } from '@nestjs/common';
import './thread.refusals.js';
import { AcceptAnswer } from './accept-answer.js';
import { ThreadsCareModule } from './care/care.module.js';
import { ThreadDraftsModule } from './drafts/drafts.module.js';
import { EditPost } from './edit-post.js';
import { FindTags } from './find-tags.js';
import { HomeQueries } from './home.queries.js';
import { LeadThread } from './lead-thread.js';
import { ThreadsKeepingModule } from './keeping/keeping.module.js';
import { ThreadsIdeasModule } from './ideas/ideas.module.js';
import { ThreadsPaceModule } from './pace/pace.module.js';
import { ThreadsLiveModule } from './live/live.module.js';
import { MarkRead } from './mark-read.js';
import { MemberPostsQueries } from './member-posts.queries.js';
import { ThreadPicturesModule } from './pictures/pictures.module.js';
import { PostHistoryQueries } from './post-history.queries.js';
import { PostsQueries } from './posts.queries.js';
import { PostsResolver } from './posts.resolver.js';
import { PreviewPost } from './preview-post.js';
import { RemovePost } from './remove-post.js';
import { RepliesRepository } from './replies.repository.js';
import { ReplyToThread } from './reply-to-thread.js';
import { SavedPost } from './saved-post.js';
import { SetReaction } from './set-reaction.js';
import { SpaceInsightQueries } from './space-insight.queries.js';
import { StartThread } from './start-thread.js';
import { ThreadPageQueries } from './thread-page.queries.js';
import { ThreadHeads } from './thread-heads.js';
import { ThreadPages } from './thread-pages.js';
import { ThreadViews } from './thread-views.js';
import { ThreadsListQueries } from './threads-list.queries.js';
import { ThreadsRepository } from './threads.repository.js';
import { ThreadsResolver } from './threads.resolver.js';
import { WriteText } from './written-text.js';

@Module({
  imports: [ThreadsLiveModule, ThreadsCareModule, ThreadsKeepingModule, ThreadsPaceModule, ThreadsIdeasModule, ThreadDraftsModule, ThreadPicturesModule],
  providers: [
    ThreadsResolver, PostsResolver,
    ThreadsListQueries, ThreadPageQueries, PostsQueries, PostHistoryQueries, MemberPostsQueries, HomeQueries, FindTags, SpaceInsightQueries, ThreadViews, ThreadHeads, ThreadPages,
    ThreadsRepository, RepliesRepository, WriteText, SavedPost,
    StartThread, ReplyToThread, EditPost, RemovePost, SetReaction, LeadThread, AcceptAnswer, MarkRead, PreviewPost,
  ],
  exports: [PostsQueries, StartThread, ReplyToThread],
})
export class ThreadsModule {}
