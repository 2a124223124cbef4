export { SearchKinds, type FoundThing, type SearchKind } from './search-kinds.js';
export { SearchKindsModule } from './search.module.js';
