export { SPACE_ACCESS, WHO_STARTS, canReadSpace, canStartThread, type Grants, type SpaceAccess, type SpaceRules, type WhoStarts } from './space-access.js';
export { SPACE_DESCRIPTION_MAX, SPACE_ICONS, SPACE_NAME_MAX, parseSpace, type CheckedSpace, type SpaceDraft, type SpaceIcon } from './space-draft.js';
export { SPACE_INTERESTS_MAX, parseInterests } from './space-interests.js';
