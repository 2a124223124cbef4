import { Module } from '@nestjs/common';
import './member.refusals.js';
import { AccountsRepository } from './accounts.repository.js';
import { Claims } from './claims.js';
import { MembersQueries } from './members.queries.js';
import { MembersResolver } from './members.resolver.js';
import { OnThreadActivity } from './on-thread-activity.js';
import { OpenSession } from './open-session.js';
import { Passwords } from './passwords.js';
import { SignIn } from './sign-in.js';
import { SignInDemo } from './sign-in-demo.js';
import { SignOut } from './sign-out.js';
import { SignUp } from './sign-up.js';
import { UpdateProfile } from './update-profile.js';

@Module({
  providers: [AccountsRepository, Claims, MembersQueries, MembersResolver, OnThreadActivity, OpenSession, Passwords, SignIn, SignInDemo, SignOut, SignUp, UpdateProfile],
  exports: [Claims, Passwords],
})
export class MembersModule {}
