import { Global, Module } from '@nestjs/common';
import { PageCache } from './page-cache.js';
import { Health } from '../health/health.js';

@Global()
@Module({ providers: [Health, PageCache], exports: [Health, PageCache] })
export class HttpModule {}
