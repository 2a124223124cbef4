import { Module } from '@nestjs/common';
import './member.refusals.js';
import { ChangeHandle } from './change-handle.js';
import { DirectoryQueries } from './directory.queries.js';
import { EditMember } from './edit-member.js';
import { FindMembers } from './find-members.js';
import { FollowMember } from './follow-member.js';
import { MembersQueries } from './members.queries.js';
import { MembersResolver } from './members.resolver.js';
import { OnThreadActivity } from './on-thread-activity.js';
import { OtherMember } from './other-member.js';
import { OwnPicturesQueries } from './own-pictures.queries.js';
import { PeopleQueries } from './people.queries.js';
import { PeopleResolver } from './people.resolver.js';
import { ProfileQueries } from './profile.queries.js';
import { ProfilesResolver } from './profiles.resolver.js';
import { RenderBio } from './render-bio.js';
import { ShutOut } from './shut-out.js';
import { PicturesResolver } from './pictures.resolver.js';
import { SetPictures } from './set-pictures.js';
import { UpdateProfile } from './update-profile.js';

@Module({
  providers: [
    ChangeHandle, DirectoryQueries, EditMember, FindMembers, FollowMember, MembersQueries, MembersResolver, OnThreadActivity, OtherMember, OwnPicturesQueries, PeopleQueries, PeopleResolver,
    PicturesResolver, ProfileQueries, ProfilesResolver, RenderBio, SetPictures, ShutOut, UpdateProfile,
  ],
})
export class MembersModule {}
