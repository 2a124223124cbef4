export { CommunityModule } from './community.module.js';
export { raiseCommunity } from './raise-community.js';
