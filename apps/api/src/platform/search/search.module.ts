import { Global, Module } from '@nestjs/common';
import { SearchKinds } from './search-kinds.js';

@Global()
@Module({ providers: [SearchKinds], exports: [SearchKinds] })
export class SearchKindsModule {}
