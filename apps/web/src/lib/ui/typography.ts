export { frenchSpacing } from '@foyer/domain/typography';
