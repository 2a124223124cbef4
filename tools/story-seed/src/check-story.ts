import { FLAG_KEYS } from './art/flags.js';
import type { Story, StoryThread } from './story.js';

/** Who opens threads where only the team may. */
const TEAM = ['admin', 'cm', 'moderator'];

/** What each file's form cannot say: that everything named exists. Whole sentences, each naming its thread. */
export function storyProblems(story: Story): readonly string[] {
  const spaces = new Map(story.spaces.map((space) => [space.key, space]));
  const members = new Map(story.members.map((member) => [member.key, member]));
  const problems = [
    ...repeated(story.members.map(({ key }) => key)).map((key) => `members.yaml: ${key} is there twice`),
    ...repeated(story.members.map(({ handle }) => handle.toLowerCase())).map((handle) => `members.yaml: the handle ${handle} is there twice`),
    ...repeated(story.spaces.map(({ slug }) => slug)).map((slug) => `spaces.yaml: ${slug} is there twice`),
    ...repeated(story.threads.map(({ slug }) => slug)).map((slug) => `threads: the slug ${slug} is there twice`),
    ...repeated(story.threads.map(({ title }) => title)).map((title) => `threads: two threads are called “${title}”`),
    ...story.spaces.filter(({ flag }) => !(FLAG_KEYS as readonly string[]).includes(flag)).map(({ key, flag }) => `spaces.yaml: ${key} flies ${flag}, which nobody has drawn`),
  ];
  for (const thread of story.threads) {
    const space = spaces.get(thread.space);
    const where = `threads/${thread.space}.yaml, ${thread.slug}`;
    if (!space) problems.push(`${where}: there is no space ${thread.space}`);
    const opener = members.get(thread.posts[0]?.by ?? '');
    if (space?.startThreads === 'staff' && opener && !TEAM.includes(opener.role)) problems.push(`${where}: ${opener.key} may not open threads there`);
    for (const { by } of thread.posts) {
      const author = members.get(by);
      if (!author) problems.push(`${where}: there is no member ${by}`);
      else if (space?.access === 'roles' && !space.roles.includes(author.role)) problems.push(`${where}: ${by} may not read that space`);
    }
    problems.push(...problemsInside(thread).map((problem) => `${where}: ${problem}`));
  }
  return problems;
}

function problemsInside(thread: StoryThread): string[] {
  const problems: string[] = [];
  const accepted = thread.posts.filter((post) => post.accepted).length;
  if (accepted > 1) problems.push('has two accepted answers');
  if (accepted > 0 && thread.kind !== 'question') problems.push('has an accepted answer but is no question');
  thread.posts.forEach((post, index) => {
    const number = index + 1;
    if (post.re !== undefined && post.re > index) problems.push(`post ${number} answers post ${post.re}, which comes later`);
    if (post.quote === undefined) return;
    if (post.re === undefined) problems.push(`post ${number} quotes without saying which post (re)`);
    else if (!thread.posts[post.re - 1]?.text.includes(post.quote)) problems.push(`post ${number} quotes words that post ${post.re} does not have: “${post.quote}”`);
  });
  return problems;
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
