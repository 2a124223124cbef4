import type { HouseTime } from './house-time.js';
import type { Story, StoryThread } from './story.js';

const SECOND = 1000;

/** When each post of a thread was written, in order; strictly increasing. */
export function postTimes(thread: StoryThread, time: HouseTime): readonly Date[] {
  let minutes = thread.at;
  let before = Number.NEGATIVE_INFINITY;
  return thread.posts.map((post, index) => {
    if (index > 0) minutes += post.after;
    // Reckoned on the wall clock, so that evenings stay evenings across daylight saving; order is kept all the same.
    before = Math.max(time.at(thread.day, minutes).getTime(), before + SECOND);
    return new Date(before);
  });
}

/** The times of all threads, by slug. */
export function storyTimes(story: Story, time: HouseTime): ReadonlyMap<string, readonly Date[]> {
  return new Map(story.threads.map((thread) => [thread.slug, postTimes(thread, time)]));
}

/** First and last post of each member who wrote, by key. */
export function writingSpans(story: Story, times: ReadonlyMap<string, readonly Date[]>): ReadonlyMap<string, { readonly first: Date; readonly last: Date; readonly posts: number }> {
  const spans = new Map<string, { first: Date; last: Date; posts: number }>();
  for (const thread of story.threads) {
    thread.posts.forEach(({ by }, index) => {
      const at = times.get(thread.slug)?.[index];
      if (!at) return;
      const span = spans.get(by) ?? { first: at, last: at, posts: 0 };
      spans.set(by, { first: at < span.first ? at : span.first, last: at > span.last ? at : span.last, posts: span.posts + 1 });
    });
  }
  return spans;
}
