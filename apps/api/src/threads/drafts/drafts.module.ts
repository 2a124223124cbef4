import { Module } from '@nestjs/common';
import './draft.refusals.js';
import { DraftsQueries } from './drafts.queries.js';
import { DraftsResolver } from './drafts.resolver.js';
import { DraftsUpkeep } from './drafts-upkeep.js';
import { KeepDrafts } from './keep-drafts.js';
import { OnPublished } from './on-published.js';

/** Texts that are still being written, on the server. */
@Module({ providers: [DraftsResolver, DraftsQueries, KeepDrafts, OnPublished, DraftsUpkeep] })
export class ThreadDraftsModule {}
