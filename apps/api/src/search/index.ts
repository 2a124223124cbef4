export { askForRebuild } from './rebuild-index.js';
export { searchCommand } from './search.command.js';
export { SearchModule } from './search.module.js';
