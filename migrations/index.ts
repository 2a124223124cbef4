export { HouseFoundation1763640000000 } from './1763640000000-house-foundation.js';
export { MembersAccounts1763640000100 } from './1763640000100-members-accounts.js';
export { SpacesAccess1763640000200 } from './1763640000200-spaces-access.js';
export { ThreadsPosts1763640000300 } from './1763640000300-threads-posts.js';
export { ImportsReferences1763640000400 } from './1763640000400-imports-references.js';
export { RolesCustom1763640000500 } from './1763640000500-roles-custom.js';
export { MailMails1763640000510 } from './1763640000510-mail-mails.js';
export { SendGateState1763640000511 } from './1763640000511-send-gate-state.js';
