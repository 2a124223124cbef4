/** What an address of a Discourse forum points at. */
export type OldTarget =
  | { readonly kind: 'thread'; readonly topicId: number; readonly postNumber: number | null }
  | { readonly kind: 'post'; readonly postId: number }
  | { readonly kind: 'member'; readonly username: string }
  | { readonly kind: 'space'; readonly categoryId: number | null; readonly slug: string };

const ID = String.raw`\d{1,9}`;
const TOPIC = new RegExp(`^/t/(?:(?!${ID}(?:/|$))[^/]*/)?(${ID})(?:/(${ID}|last))?/?$`);
const POST = new RegExp(`^/p/(${ID})(?:/${ID})?/?$`);
const MEMBER = /^\/(?:u|users)\/([^/]{1,60})(?:\/[a-z-]+)*\/?$/;
const SPACE = new RegExp(`^/c/(?:[^/]+/)*?([^/]+?)(?:/(${ID}))?(?:/(?:l/[a-z]+|none|all))*/?$`);

/** Reads the path of an old address (no host, no query); null when it is none that leads to content. */
export function parseOldAddress(path: string): OldTarget | null {
  const topic = TOPIC.exec(path);
  if (topic) return { kind: 'thread', topicId: Number(topic[1]), postNumber: topic[2] && topic[2] !== 'last' ? Number(topic[2]) : null };
  const post = POST.exec(path);
  if (post) return { kind: 'post', postId: Number(post[1]) };
  const member = MEMBER.exec(path);
  if (member?.[1]) return { kind: 'member', username: decoded(member[1]).replace(/\.json$/, '') };
  const space = SPACE.exec(path);
  if (!space?.[1]) return null;
  // `/c/12`: the slug that was matched is the id.
  const bare = space[2] === undefined && new RegExp(`^${ID}$`).test(space[1]);
  return { kind: 'space', categoryId: bare ? Number(space[1]) : space[2] ? Number(space[2]) : null, slug: bare ? '' : decoded(space[1]) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
