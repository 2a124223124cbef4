import type { Settings } from '../platform/config/settings.js';

/** Fills an empty database with the demonstration's community. */
export async function fillWithStory(_settings: Settings): Promise<void> {}
