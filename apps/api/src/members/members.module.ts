import { Module } from '@nestjs/common';
import './member.refusals.js';
import { MembersQueries } from './members.queries.js';
import { MembersResolver } from './members.resolver.js';
import { OnThreadActivity } from './on-thread-activity.js';
import { OwnPicturesQueries } from './own-pictures.queries.js';
import { PicturesResolver } from './pictures.resolver.js';
import { SetPictures } from './set-pictures.js';
import { UpdateProfile } from './update-profile.js';

@Module({
  providers: [MembersQueries, MembersResolver, OnThreadActivity, OwnPicturesQueries, PicturesResolver, SetPictures, UpdateProfile],
})
export class MembersModule {}
