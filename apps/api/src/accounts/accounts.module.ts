import { Module } from '@nestjs/common';
import './account.mails.js';
import './account.refusals.js';
import { AccountNotices } from './account-notices.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsResolver } from './accounts.resolver.js';
import { Claims } from './claims.js';
import { ChangeAddress } from './credentials/change-address.js';
import { ChangePassword } from './credentials/change-password.js';
import { CredentialsResolver } from './credentials/credentials.resolver.js';
import { OnResetAsked } from './credentials/on-reset-asked.js';
import { ResetLinks } from './credentials/reset-links.js';
import { ResetPassword } from './credentials/reset-password.js';
import { WaiveOldMailbox } from './credentials/waive-old-mailbox.js';
import { Devices } from './devices.js';
import { Challenges } from './factors/challenges.repository.js';
import { CodeProof } from './factors/code-proof.js';
import { FactorsRepository } from './factors/factors.repository.js';
import { FactorsResolver } from './factors/factors.resolver.js';
import { KeepFactors } from './factors/keep-factors.js';
import { Passkeys } from './factors/passkeys.js';
import { ResetFactors } from './factors/reset-factors.js';
import { SecondStep } from './factors/second-step.js';
import { StepUp } from './factors/step-up.js';
import { FirstFactor } from './first-factor.js';
import { OpenSession } from './open-session.js';
import { Passwords } from './passwords.js';
import { EndSessions } from './sessions/end-sessions.js';
import { SecurityQueries } from './sessions/security.queries.js';
import { SignIn } from './sign-in.js';
import { SignInDemo } from './sign-in-demo.js';
import { SignOut } from './sign-out.js';

@Module({
  providers: [
    AccountNotices, AccountsRepository, AccountsResolver, Challenges, ChangeAddress, ChangePassword, Claims, CodeProof, CredentialsResolver, Devices, EndSessions,
    FactorsRepository, FactorsResolver, FirstFactor, KeepFactors, OnResetAsked, OpenSession, Passkeys, Passwords, ResetFactors, ResetLinks, ResetPassword,
    SecondStep, SecurityQueries, SignIn, SignInDemo, SignOut, StepUp, WaiveOldMailbox,
  ],
  exports: [AccountNotices, AccountsRepository, Claims, Devices, EndSessions, FirstFactor, OpenSession, Passwords, ResetFactors, StepUp],
})
export class AccountsModule {}
