import { Global, Module } from '@nestjs/common';
import { ConsoleQueries } from './console.queries.js';
import './console.refusals.js';
import { ConsoleResolver } from './console.resolver.js';
import { KeepFilters } from './keep-filters.js';
import { Waiting } from './waiting.js';

@Global()
@Module({ providers: [Waiting, ConsoleQueries, ConsoleResolver, KeepFilters], exports: [Waiting] })
export class ConsoleModule {}
