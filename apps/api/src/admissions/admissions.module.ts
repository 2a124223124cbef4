import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { RolesModule } from '../roles/index.js';
import './admission.mails.js';
import './admission.refusals.js';
import { AdmissionsQueries } from './admissions.queries.js';
import { AdmissionsResolver } from './admissions.resolver.js';
import { AdmitMember } from './admit-member.js';
import { ClaimAccount } from './claim-account.js';
import { ConfigureAdmission } from './configure-admission.js';
import { ConfirmSignUp } from './confirm-sign-up.js';
import { ConfirmationMails } from './confirmation-mails.js';
import { Consents } from './consents.js';
import { AppointAdmin } from './appoint-admin.js';
import { AdmissionsConsoleResolver } from './console.resolver.js';
import { DecideApplications } from './decide-applications.js';
import { DoorChecks } from './door-checks.js';
import { FileApplication } from './file-application.js';
import { HouseRulesReader } from './house-rules.js';
import { InvitationsRepository } from './invitations.repository.js';
import { JoinProved } from './join-proved.js';
import { KeepInvitations } from './keep-invitations.js';
import { PublishRules } from './publish-rules.js';
import { OnClaimAsked } from './on-claim-asked.js';
import { ReopenApplication } from './reopen-application.js';
import { RequestClaim } from './request-claim.js';
import { SignUp } from './sign-up.js';

@Module({
  imports: [AccountsModule, RolesModule],
  providers: [
    AdmissionsConsoleResolver, AdmissionsQueries, AdmissionsResolver, AdmitMember, AppointAdmin, ClaimAccount, ConfigureAdmission, ConfirmSignUp, ConfirmationMails, Consents, DecideApplications,
    DoorChecks, FileApplication, HouseRulesReader, InvitationsRepository, JoinProved, KeepInvitations, OnClaimAsked, PublishRules, ReopenApplication, RequestClaim, SignUp,
  ],
  exports: [AdmitMember, AppointAdmin, JoinProved],
})
export class AdmissionsModule {}
