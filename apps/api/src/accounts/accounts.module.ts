import { Module } from '@nestjs/common';
import './account.refusals.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsResolver } from './accounts.resolver.js';
import { Claims } from './claims.js';
import { OpenSession } from './open-session.js';
import { Passwords } from './passwords.js';
import { SignIn } from './sign-in.js';
import { SignInDemo } from './sign-in-demo.js';
import { SignOut } from './sign-out.js';
import { SignUp } from './sign-up.js';

@Module({
  providers: [AccountsRepository, AccountsResolver, Claims, OpenSession, Passwords, SignIn, SignInDemo, SignOut, SignUp],
  exports: [AccountsRepository, Claims, OpenSession, Passwords],
})
export class AccountsModule {}
