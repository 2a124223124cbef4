export { frenchSpacing, spacedHtml } from './french-spacing.js';
