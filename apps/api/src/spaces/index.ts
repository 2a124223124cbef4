export { readableBy } from '../access/index.js';
export { Space, SpaceAccessEnum, WhoStartsEnum } from './space.types.js';
export { SpacesQueries, spaceColumns, spaceView, type SpaceRow } from './spaces.queries.js';
export { SpacesModule } from './spaces.module.js';
export { SpaceTypeEnum, type SpaceTypeWord } from './space.types.js';
