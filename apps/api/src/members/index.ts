export { avatarUrlOf } from './avatar-url.js';
export { Done, DoneResult, MemberCard, RoleEnum, ViewerType, type RoleWord } from './member.types.js';
export { cardOf } from './members.queries.js';
export { MembersModule } from './members.module.js';
export { viewerView } from './viewer.view.js';
