import { Module } from '@nestjs/common';
import './space.refusals.js';
import { FindSpaces } from './find-spaces.js';
import { KeepSpaces } from './keep-spaces.js';
import { MentionableQueries } from './mentionable.queries.js';
import { OnThreadActivity } from './on-thread-activity.js';
import { SpacesQueries } from './spaces.queries.js';
import { SpacesResolver } from './spaces.resolver.js';

@Module({ providers: [FindSpaces, OnThreadActivity, KeepSpaces, MentionableQueries, SpacesQueries, SpacesResolver], exports: [SpacesQueries] })
export class SpacesModule {}
