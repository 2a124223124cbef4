export { readableBy } from './readable-by.js';
