import { Global, Module } from '@nestjs/common';
import { Limits } from './limits.js';
import { ProcessLimits } from './process-limits.js';

@Global()
@Module({ providers: [Limits, ProcessLimits], exports: [Limits, ProcessLimits] })
export class LimitsModule {}
