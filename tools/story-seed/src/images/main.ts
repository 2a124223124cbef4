import { storyMediaFolder } from '../media-folder.js';
import { readStory, StoryError } from '../read-story.js';
import { buildImages } from './build-images.js';
import { rasterJobs } from './raster-plan.js';

/** Build step: `node dist/images/main.js`. */
try {
  const since = performance.now();
  const { made, kept } = await buildImages(rasterJobs(readStory()), storyMediaFolder);
  console.log(`images: ${made} made, ${kept} kept, ${((performance.now() - since) / 1000).toFixed(1)} s`);
} catch (error) {
  console.error(error instanceof StoryError ? error.message : error);
  process.exitCode = 1;
}
