import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import './sso.refusals.js';
import { ApplyRights } from './apply-rights.js';
import { FinishSso } from './finish-sso.js';
import { Flows } from './flows.js';
import { IdentitiesRepository } from './identities.repository.js';
import { KeepProviders } from './keep-providers.js';
import { ProviderTalk } from './provider-talk.js';
import { ProvidersRepository } from './providers.repository.js';
import { RemoveProvider } from './remove-provider.js';
import { SsoConsoleResolver } from './sso-console.resolver.js';
import { SsoQueries } from './sso.queries.js';
import { SsoResolver } from './sso.resolver.js';
import { StartSso } from './start-sso.js';
import { UnlinkSso } from './unlink-sso.js';

@Module({
  imports: [AccountsModule],
  providers: [
    ApplyRights, FinishSso, Flows, IdentitiesRepository, KeepProviders, ProvidersRepository, ProviderTalk, RemoveProvider, SsoConsoleResolver, SsoQueries, SsoResolver, StartSso, UnlinkSso,
  ],
})
export class SsoModule {}
