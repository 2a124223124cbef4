export { CommunityWriter, batchesOf } from './community-writer.js';
export { importCommand } from './import.command.js';
export { importDiscourse } from './import-discourse.js';
export { ImportsModule } from './imports.module.js';
export { fillWithStory } from './load-story.js';
export { serveOldAddresses } from './old-addresses.js';
export { recountCommunity } from './recount.js';
