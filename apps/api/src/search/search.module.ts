import { Module } from '@nestjs/common';
import { OnThreadActivity } from './on-thread-activity.js';
import { PostgresIndex } from './postgres-index.js';
import { RebuildIndex } from './rebuild-index.js';
import { SearchIndex } from './search-index.js';
import { SearchQueries } from './search.queries.js';
import { SearchResolver } from './search.resolver.js';
import { SearchUpkeep } from './search-upkeep.js';
import { Vocabulary } from './vocabulary.js';

@Module({ providers: [{ provide: SearchIndex, useClass: PostgresIndex }, OnThreadActivity, RebuildIndex, SearchUpkeep, SearchQueries, SearchResolver, Vocabulary] })
export class SearchModule {}
