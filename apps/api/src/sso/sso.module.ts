import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { AdmissionsModule } from '../admissions/index.js';
import './sso.refusals.js';
import { ApplyRights } from './apply-rights.js';
import { ArrivalsRepository } from './arrivals.repository.js';
import { EnterSso } from './enter-sso.js';
import { FinishSso } from './finish-sso.js';
import { Flows } from './flows.js';
import { ForgetArrivals } from './forget-arrivals.js';
import { IdentitiesRepository } from './identities.repository.js';
import { JoinSso } from './join-sso.js';
import { KeepProviders } from './keep-providers.js';
import { ProviderTalk } from './provider-talk.js';
import { ProvidersRepository } from './providers.repository.js';
import { RemoveProvider } from './remove-provider.js';
import { SsoConsoleResolver } from './sso-console.resolver.js';
import { SsoQueries } from './sso.queries.js';
import { SsoResolver } from './sso.resolver.js';
import { StartSso } from './start-sso.js';
import { TieIdentities } from './tie-identities.js';
import { UnlinkSso } from './unlink-sso.js';

@Module({
  imports: [AccountsModule, AdmissionsModule],
  providers: [
    ApplyRights, ArrivalsRepository, EnterSso, FinishSso, Flows, ForgetArrivals, IdentitiesRepository, JoinSso, KeepProviders, ProvidersRepository, ProviderTalk, RemoveProvider, SsoConsoleResolver,
    SsoQueries, SsoResolver, StartSso, TieIdentities, UnlinkSso,
  ],
})
export class SsoModule {}
