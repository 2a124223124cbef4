export { avatarUrlOf } from './avatar-url.js';
export { cardOf } from './card.js';
export { countsSeenBy } from './counts-seen.js';
export { Done, DoneResult, MemberCard, RoleEnum, ViewerType, type RoleWord } from './member.types.js';
export { MembersModule } from './members.module.js';
export { apart } from './seen-by.js';
export { viewerView } from './viewer.view.js';
