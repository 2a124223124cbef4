import { Module } from '@nestjs/common';
import './keeping.refusals.js';
import { BookmarksQueries } from './bookmarks.queries.js';
import { KeepPost } from './keep-post.js';
import { KeepingResolver } from './keeping.resolver.js';
import { SetSubscription } from './set-subscription.js';
import { SubscriptionsQueries } from './subscriptions.queries.js';

/** Bookmarks, and how closely members follow what they read. */
@Module({ providers: [KeepingResolver, KeepPost, BookmarksQueries, SetSubscription, SubscriptionsQueries] })
export class ThreadsKeepingModule {}
