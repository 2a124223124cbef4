import { Module, type DynamicModule } from '@nestjs/common';
import { AdmissionsModule } from './admissions/index.js';
import { AuditLogModule } from './audit/index.js';
import { CommunityModule } from './community/index.js';
import { ConsoleModule } from './console/index.js';
import { GroupsModule } from './groups/index.js';
import { ImportsModule } from './imports/index.js';
import { AccountsModule } from './accounts/index.js';
import { MailConsoleModule } from './mail/index.js';
import { MembersModule } from './members/index.js';
import { AuditModule } from './platform/audit/audit.module.js';
import { AuthModule } from './platform/auth/auth.module.js';
import { ClockModule } from './platform/clock/clock.module.js';
import { ConfigModule } from './platform/config/config.module.js';
import type { Settings } from './platform/config/settings.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { GraphqlModule } from './platform/graphql/graphql.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { LimitsModule } from './platform/limits/limits.module.js';
import { MailModule } from './platform/mail/mail.module.js';
import { OutboxModule } from './platform/outbox/outbox.module.js';
import { RealtimeModule } from './platform/realtime/realtime.module.js';
import { SecretsModule } from './platform/secrets/secrets.module.js';
import { SendGateModule } from './platform/send-gate/send-gate.module.js';
import { SearchKindsModule } from './platform/search/index.js';
import { StorageModule } from './platform/storage/index.js';
import { TextModule } from './platform/text/index.js';
import { RolesModule } from './roles/index.js';
import { SearchModule } from './search/index.js';
import { SsoModule } from './sso/index.js';
import { SpacesModule } from './spaces/index.js';
import { WelcomeModule } from './welcome/index.js';
import { ThreadsModule } from './threads/index.js';

/** The table of contents: the platform, then one line per capability. */
@Module({})
export class AppModule {
  static of(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.of(settings),
        ClockModule,
        DatabaseModule,
        AuthModule,
        LimitsModule,
        SecretsModule,
        AuditModule,
        RealtimeModule,
        OutboxModule,
        SendGateModule,
        MailModule,
        TextModule,
        StorageModule,
        SearchKindsModule,
        HttpModule,
        GraphqlModule,

        CommunityModule,
        ConsoleModule,
        AuditLogModule,
        MembersModule,
        AccountsModule,
        SsoModule,
        AdmissionsModule,
        GroupsModule,
        RolesModule,
        SpacesModule,
        ThreadsModule,
        SearchModule,
        WelcomeModule,
        MailConsoleModule,
        ImportsModule,
      ],
    };
  }
}
