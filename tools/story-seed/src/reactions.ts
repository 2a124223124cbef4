import type { ReactionRecord, RecordReaction } from '@foyer/domain/imports';
import { chanceOf, draw } from './chance.js';
import { earliest, later, type HouseTime } from './house-time.js';
import type { Inhabitant } from './members.js';
import { REACTION_KINDS } from './reaction-kinds.js';
import type { StoryPost } from './story.js';

/** Half of the reactions come within about six hours; the rest trickles in over days. */
const MEAN_DELAY = 9 * 60;

export interface PostToReactTo {
  readonly key: string;
  readonly post: StoryPost;
  readonly at: Date;
  /** Those who may read it. */
  readonly readers: readonly Inhabitant[];
}

/**
 * Spreads a post's likes and reactions over real members: never its author, only people who may read it and were
 * there by then, more often the warm-hearted ones.
 */
export function reactionsTo({ key, post, at, readers }: PostToReactTo, time: HouseTime): ReactionRecord[] {
  const wanted: readonly (readonly [RecordReaction, number])[] = [['like', post.likes], ...REACTION_KINDS.map((kind) => [kind, post.reactions[kind] ?? 0] as const)];
  return wanted.flatMap(([kind, count]) => {
    if (count === 0) return [];
    const chance = chanceOf(`${key} ${kind}`);
    const others = readers.filter(({ member, lastVisit }) => member.key !== post.by && lastVisit > at);
    const thereAlready = others.filter(({ joinedAt }) => joinedAt <= at);
    const chosen = draw(chance, thereAlready, count, ({ warmth }) => warmth);
    // Old posts also please people who came later.
    if (chosen.length < count) chosen.push(...draw(chance, others.filter(({ joinedAt }) => joinedAt > at), count - chosen.length, ({ warmth }) => warmth));
    return chosen.map(({ member, joinedAt, lastVisit }) => {
      const seen = later(joinedAt > at ? joinedAt : at, 1 - Math.log(1 - chance()) * MEAN_DELAY);
      const end = earliest(lastVisit, time.present);
      // Whoever would have come too late has seen it at some moment of her last hours there.
      const moment = seen < end ? seen : new Date(at.getTime() + (end.getTime() - at.getTime()) * (0.05 + 0.9 * chance()));
      return { memberKey: member.key, kind, at: moment };
    });
  });
}
