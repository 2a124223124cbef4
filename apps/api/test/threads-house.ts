import { randomUUID } from 'node:crypto';
import { openApp, startApp, VISITOR, type Answer, type Client, type TestApp } from './harness.js';

const POST = `code position state stateReason html edits revision author { handle } reactions { kind count } replyTo { code position excerpt author { handle } }`;
const OPS = {
  start: `mutation($input: StartThreadInput!) { startThread(input: $input) { __typename ... on ThreadStarted { threadCode threadSlug } ... on Refused { code field message } } }`,
  reply: `mutation($input: ReplyInput!) { reply(input: $input) { __typename ... on PostSaved { threadCode revision post { ${POST} } } ... on Refused { code field message } } }`,
  edit: `mutation($input: EditPostInput!) { editPost(input: $input) { __typename ... on PostSaved { revision post { ${POST} } } ... on Refused { code field message } } }`,
  remove: `mutation($code: String!, $reason: String!) { removePost(postCode: $code, reason: $reason) { __typename ... on PostSaved { revision post { ${POST} } } ... on Refused { code } } }`,
  restore: `mutation($code: String!) { restorePost(postCode: $code) { __typename ... on PostSaved { post { ${POST} } } ... on Refused { code } } }`,
  react: `mutation($code: String!, $kind: String!, $on: Boolean!) { setReaction(postCode: $code, kind: $kind, on: $on) { __typename ... on PostSaved { revision post { ${POST} } } ... on Refused { code } } }`,
  accept: `mutation($thread: String!, $post: String) { acceptAnswer(threadCode: $thread, postCode: $post) { __typename ... on Refused { code } } }`,
  close: `mutation($thread: String!, $on: Boolean!) { closeThread(threadCode: $thread, closed: $on) { __typename ... on Refused { code } } }`,
  pin: `mutation($thread: String!, $on: Boolean!) { pinThread(threadCode: $thread, pinned: $on) { __typename ... on Refused { code } } }`,
  editThread: `mutation($input: EditThreadInput!) { editThread(input: $input) { __typename ... on Refused { code field } } }`,
  read: `mutation($thread: String!, $position: Int!) { markThreadRead(threadCode: $thread, position: $position) { ok } }`,
  readAll: `mutation($slug: String) { markAllRead(spaceSlug: $slug) { ok } }`,
  preview: `mutation($body: String!) { previewPost(body: $body) { __typename ... on Preview { html } ... on Refused { code } } }`,
  thread: `query($code: String!) { thread(code: $code) { code title kind closed pinned tags repliesCount firstPosition lastPosition revision space { slug name } author { handle } accepted { postCode html acceptedBy author { handle } } participants { handle } participantsCount related { code } } }`,
  posts: `query($code: String!, $from: Int, $to: Int, $first: Int) { posts(threadCode: $code, from: $from, to: $to, first: $first) { items { ${POST} } actions { kind afterPosition detail actor { handle } } firstPosition lastPosition hasBefore hasAfter } }`,
  post: `query($code: String!) { post(code: $code) { ${POST} } }`,
  mine: `query($code: String!) { threadMine(code: $code) { readPosition unread reactions { postCode kinds } canReply replyRefusal canEditThread canAccept canModerate } }`,
  changes: `query($code: String!, $since: String!) { threadChanges(code: $code, since: $since) { since revision reload thread { title closed repliesCount acceptedPostCode } posts { ${POST} } actions { kind } } }`,
  history: `query($code: String!) { postHistory(postCode: $code) { threadCode versions { number html source editor { handle } } } }`,
  source: `query($code: String!) { postSource(postCode: $code) { source version } }`,
  list: `query($slug: String, $filter: ThreadFilter, $tag: String, $after: String, $before: String, $first: Int) { threads(spaceSlug: $slug, filter: $filter, tag: $tag, after: $after, before: $before, first: $first) { items { code title pinned solved repliesCount excerpt excerptAuthor participants { handle } participantsCount } next previous total } }`,
  listMine: `query($codes: [String!]!) { threadsMine(codes: $codes) { code unread newReplies readPosition } }`,
  home: `{ home { since summary { newPosts threadsWithNews unanswered answersToYou { code } } resume { code title } earlier { code title } popular { code title } } }`,
  memberPosts: `query($handle: String!, $after: String, $first: Int) { memberPosts(handle: $handle, after: $after, first: $first) { items { code excerpt opening likes threadTitle } next } }`,
  insight: `query($slug: String!) { spaceInsight(slug: $slug) { repliesByDay repliesToday repliesThisWeek medianMinutesToFirstReply helpers { acceptedAnswers member { handle } } tags { tag count } } }`,
} as const;

export type ThreadOp = keyof typeof OPS;
type Values = Record<string, unknown>;

/** A community with two processes, four people, and short ways to ask what a page would ask. */
export interface ThreadsHouse {
  readonly app: TestApp;
  readonly admin: Client;
  readonly lea: Client;
  readonly maelle: Client;
  readonly yann: Client;
  ask(op: ThreadOp, variables?: Values, as?: Client): Promise<Answer<Values>>;
  /** The only field of the answer; throws what went wrong. */
  one(op: ThreadOp, variables?: Values, as?: Client): Promise<Values>;
  /** Statements of one request, sent to a process that does nothing else; the session's is among them. */
  cost(op: ThreadOp, variables: Values, as?: Client): Promise<number>;
  /** A new space; gives its slug. */
  space(name: string, over?: object): Promise<string>;
  start(slug: string, title: string, by?: Client, over?: object): Promise<string>;
  reply(thread: string, body: string, by?: Client, over?: object): Promise<{ code: string; position: number }>;
  close(): Promise<void>;
}

export const codeOf = (answer: Answer<Values>): unknown => answer.errors[0]?.extensions['code'];

export async function openThreadsHouse(): Promise<ThreadsHouse> {
  const app = await startApp();
  const web = await openApp(app.settings.databaseUrl ?? '', { FOYER_ROLE: 'web' });
  const admin = await app.member('Ada Admin', 'admin');
  const lea = await app.member('Léa Modo', 'moderator');
  const maelle = await app.member('Maëlle Le Goff');
  const yann = await app.member('Yann Kerbrat');

  const ask: ThreadsHouse['ask'] = (op, variables = {}, as = VISITOR) => app.gql<Values>(OPS[op], variables, as);
  const one: ThreadsHouse['one'] = async (op, variables, as) => {
    const answer = await ask(op, variables, as);
    if (answer.errors.length > 0) throw new Error(answer.text);
    return Object.values(answer.data)[0] as Values;
  };
  return {
    app, admin, lea, maelle, yann, ask, one,
    cost: (op, variables, as) => web.statements(() => web.gql(OPS[op], variables, as)),
    space: async (name, over = {}) => {
      const input = { nameFr: name, nameEn: '', descriptionFr: '', descriptionEn: '', icon: 'plain', access: 'public', whoStarts: 'members', readRoles: [], readGroups: [], startRoles: [], startGroups: [], ...over };
      const answer = await app.gql<{ createSpace: { space: { space: { slug: string } } } }>(
        'mutation($input: SpaceInput!) { createSpace(input: $input) { ... on SpaceSaved { space { space { slug } } } ... on Refused { message } } }', { input }, admin,
      );
      return answer.data.createSpace.space.space.slug;
    },
    start: async (slug, title, by = maelle, over = {}) =>
      (await one('start', { input: { spaceSlug: slug, title, body: `Le début de ${title}`, key: randomUUID(), ...over } }, by))['threadCode'] as string,
    reply: async (thread, body, by = yann, over = {}) =>
      (await one('reply', { input: { threadCode: thread, body, key: randomUUID(), ...over } }, by))['post'] as { code: string; position: number },
    close: async () => {
      await web.close();
      await app.close();
    },
  };
}
