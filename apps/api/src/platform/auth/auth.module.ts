import { Global, Module } from '@nestjs/common';
import { RequestContextFactory } from '../http/request-context-factory.js';
import { SessionStore } from './session-store.js';

@Global()
@Module({
  providers: [SessionStore, RequestContextFactory],
  exports: [SessionStore, RequestContextFactory],
})
export class AuthModule {}
