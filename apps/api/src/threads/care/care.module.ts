import { Module } from '@nestjs/common';
import './care.refusals.js';
import { ArrangeThreads } from './arrange-threads.js';
import { ArrangedThreadsRepository } from './arranged-threads.repository.js';
import { ArrangementsRepository } from './arrangements.repository.js';
import { IdeasRepository } from '../ideas/ideas.repository.js';
import { CareResolver } from './care.resolver.js';
import { PlacesQueries } from './places.queries.js';
import { UndoArrangement } from './undo-arrangement.js';

/** Threads put in order by the team. */
@Module({ providers: [CareResolver, PlacesQueries, ArrangeThreads, UndoArrangement, ArrangedThreadsRepository, ArrangementsRepository, IdeasRepository] })
export class ThreadsCareModule {}
