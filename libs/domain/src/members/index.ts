export { generatedAvatar } from './generated-avatar.js';
export { daysUntil, HANDLE_CHANGE_DAYS, handleReservedUntil, nextHandleChange, parseHandle } from './handle-rules.js';
export { memberFollowed, type MemberFollowed } from './member-events.js';
export { parseProfile, type Profile, type ProfileDraft, type ReadAddress } from './profile-draft.js';
export { AUDIENCES, audienceOf, audiencesOf, PROFILE_FIELDS, profileFields, readVisibility, type Audience, type ProfileField, type Visibility } from './profile-fields.js';
export { BIO_MAX, DISPLAY_NAME_MAX, handleFrom, parseDisplayName } from './profile-rules.js';
