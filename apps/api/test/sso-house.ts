import { startApp, VISITOR, type Answer, type Client, type TestApp } from './harness.js';
import { CROOKED_CLIENT, CrookedProvider, type Lies } from './crooked-provider.js';
import { CLIENT, OidcHouse, type Person } from './oidc-house.js';

const START = 'mutation S($p: String!, $next: String!, $i: String) { startSso(providerCode: $p, next: $next, invitation: $i) { __typename ... on SsoStarted { url } ... on Refused { code message } } }';
const LINK = 'mutation L($p: String!) { linkSso(providerCode: $p, next: "/") { __typename ... on SsoStarted { url } ... on Refused { code } } }';
const PROVE = 'mutation P($p: String!) { proveBySso(providerCode: $p, next: "/settings/security") { __typename ... on SsoStarted { url } ... on Refused { code } } }';
const ENTERED = '... on SsoEntered { next created mustEnrol viewer { handle displayName role permissions } } ... on SsoSecondFactorDue { challenge methods next }';
const FINISH = `mutation F($p: String!, $q: String!) { finishSso(providerCode: $p, query: $q) { __typename
  ${ENTERED} ... on SsoNewcomer { arrival } ... on SsoLinked { name } ... on SsoProved { next } ... on Refused { code message } } }`;
const JOIN = `mutation J($a: ID!, $input: SsoJoinInput!) { finishSso: joinBySso(arrival: $a, input: $input) { __typename ${ENTERED} ... on ApplicationFiled { token } ... on Refused { code field message } } }`;
const CREATE = 'mutation C($input: SsoProviderInput!) { createSsoProvider(input: $input) { __typename ... on SsoProviderSaved { provider { code redirectUri hasSecret } } ... on Refused { code field } } }';
const EDIT = 'mutation E($p: String!, $input: SsoProviderInput!) { editSsoProvider(providerCode: $p, input: $input) { __typename ... on SsoProviderSaved { provider { code hasSecret } } ... on Refused { code field } } }';
const REMOVE = 'mutation R($p: String!) { removeSsoProvider(providerCode: $p) { __typename ... on Refused { code } } }';

/** How a sign-in by a provider ended. */
export interface Finished {
  readonly finishSso: {
    readonly __typename: string; readonly code?: string; readonly field?: string | null; readonly message?: string; readonly next?: string; readonly created?: boolean; readonly mustEnrol?: boolean;
    readonly name?: string; readonly arrival?: string; readonly token?: string; readonly challenge?: string; readonly methods?: readonly string[];
    readonly viewer?: { handle: string; displayName: string; role: string; permissions: string[] };
  };
}
/** The provider's page, and the browser that goes there. */
export interface Begun {
  readonly url: string;
  readonly as: Client;
}

/** A provider as an administrator types it. */
export const providerInput = (issuer: string, clientId: string, more: object = {}): object => ({
  name: 'Kerlune', labelFr: '', labelEn: '', issuer, clientId, clientSecret: CLIENT.secret, scopes: 'openid email profile groups', emailClaim: 'email', nameClaim: 'name',
  valuesClaim: 'groups', addressTrust: 'claim', linkByAddress: false, allowedDomains: [], admits: 'door', secondFactor: false, acrValues: '', enabled: true, mappings: [], ...more,
});
export const cookieOf = (answer: Pick<Answer, 'headers'>, name: string): string | undefined => answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '').find((pair) => pair.startsWith(`${name}=`));
let count = 0;
/** Somebody new, whose address the provider has verified. */
export const person = (more: Partial<Person> = {}): Person => ({ sub: `s${++count}`, email: `personne${count}@kerlune.example`, email_verified: true, name: `Personne ${count}`, ...more });

/** A house with two providers: a real one, and one that answers what the test wants. */
export class SsoHouse {
  private constructor(
    readonly app: TestApp,
    readonly op: OidcHouse,
    readonly crooked: CrookedProvider,
    readonly admin: Client,
    /** The real provider's code, and the crooked one's. */
    readonly kerlune: string,
    readonly other: string,
  ) {}

  static async open(settings: Record<string, string> = {}): Promise<SsoHouse> {
    const app = await startApp(settings);
    const [op, crooked] = [await OidcHouse.open(), await CrookedProvider.open()];
    const admin = await app.member('Goulwen Admin', 'admin');
    // She has shown two, where the house asks for it.
    await app.owner.query('UPDATE sessions SET second_factor = true WHERE member_id = $1', [admin.memberId]);
    const made = await app.gql<{ createSsoProvider: { provider: { code: string; redirectUri: string } } }>(CREATE, { input: providerInput(op.issuer, CLIENT.id) }, admin);
    const { code, redirectUri } = made.data.createSsoProvider.provider;
    op.serve(redirectUri);
    const second = await app.gql<{ createSsoProvider: { provider: { code: string } } }>(CREATE, { input: providerInput(crooked.issuer, CROOKED_CLIENT, { name: 'Tordu', clientSecret: '' }) }, admin);
    return new SsoHouse(app, op, crooked, admin, code, second.data.createSsoProvider.provider.code);
  }

  async close(): Promise<void> {
    await this.app.close();
    await Promise.all([this.op.close(), this.crooked.close()]);
  }

  create(input: object): Promise<Answer<{ createSsoProvider: { provider: { code: string } } }>> {
    return this.app.gql(CREATE, { input }, this.admin);
  }

  edit(code: string, input: object): Promise<Answer> {
    return this.app.gql(EDIT, { p: code, input }, this.admin);
  }

  /** Sets the real provider up anew. */
  configure(more: object = {}): Promise<Answer> {
    return this.edit(this.kerlune, providerInput(this.op.issuer, CLIENT.id, more));
  }

  remove(code: string): Promise<Answer> {
    return this.app.gql(REMOVE, { p: code }, this.admin);
  }

  start(code: string, next = '/', as: Client = VISITOR, invitation: string | null = null): Promise<Answer<{ startSso: { url: string; code?: string } }>> {
    return this.app.gql(START, { p: code, next, i: invitation }, as);
  }

  async begin(code: string = this.kerlune, as: Client = VISITOR, next = '/', invitation: string | null = null): Promise<Begun> {
    const answer = await this.start(code, next, as, invitation);
    return { url: answer.data.startSso.url, as: withSso(as, answer) };
  }

  async link(as: Client): Promise<Begun> {
    const answer = await this.app.gql<{ linkSso: { url: string } }>(LINK, { p: this.kerlune }, as);
    return { url: answer.data.linkSso.url, as: withSso(as, answer) };
  }

  async prove(as: Client, code: string = this.kerlune): Promise<Begun> {
    const answer = await this.app.gql<{ proveBySso: { url: string } }>(PROVE, { p: code }, as);
    return { url: answer.data.proveBySso.url, as: withSso(as, answer) };
  }

  finish(code: string, query: string, as: Client): Promise<Answer<Finished>> {
    return this.app.gql<Finished>(FINISH, { p: code, q: query }, as);
  }

  /** Comes back from the real provider; whoever is new stands on the doorstep. */
  async arrive(who: Person | null, as: Client = VISITOR, next = '/', invitation: string | null = null): Promise<{ readonly answer: Answer<Finished>; readonly as: Client }> {
    const begun = await this.begin(this.kerlune, as, next, invitation);
    const answer = await this.finish(this.kerlune, await this.op.visit(begun.url, who), begun.as);
    return { answer, as: begun.as };
  }

  /** Answers what newcomers are asked: old enough, as the rules stand, unless told otherwise. */
  async join(arrival: string, as: Client, more: object = {}): Promise<Answer<Finished>> {
    const { rows } = await this.app.owner.query<{ name: string; version: number }>('SELECT display_name AS name, rules_version AS version FROM sso_arrivals, community WHERE sso_arrivals.id::text = $1', [arrival]);
    return this.app.gql<Finished>(JOIN, { a: arrival, input: { displayName: rows[0]?.name ?? 'Quelqu’un', oldEnough: true, rulesVersion: rows[0]?.version ?? 0, ...more } }, as);
  }

  /** All the way in: whoever is new joins. */
  async come(who: Person | null, as: Client = VISITOR, next = '/'): Promise<Answer<Finished>> {
    const { answer, as: browser } = await this.arrive(who, as, next);
    const { arrival } = answer.data.finishSso;
    return arrival === undefined ? answer : this.join(arrival, browser);
  }

  /** Comes in, and gives the browser with its session. */
  async member(who: Person): Promise<Client> {
    const answer = await this.come(who);
    return { ...VISITOR, cookie: cookieOf(answer, 'foyer_session') ?? null, handle: answer.data.finishSso.viewer?.handle ?? null };
  }

  /** Comes back from the crooked provider. */
  async lied(lies: Lies, parameters: Record<string, string> = {}): Promise<Answer<Finished>> {
    this.crooked.lies = lies;
    const begun = await this.begin(this.other);
    const asked = new URL(begun.url).searchParams;
    this.crooked.nonce = asked.get('nonce') ?? '';
    const query = new URLSearchParams({ code: 'x', state: asked.get('state') ?? '', iss: this.crooked.issuer, ...parameters });
    const answer = await this.finish(this.other, query.toString(), begun.as);
    this.crooked.lies = {};
    return answer;
  }

  async roleOf(handle: string | undefined): Promise<string | undefined> {
    return (await this.app.owner.query<{ role: string }>('SELECT role FROM members WHERE handle = $1', [handle])).rows[0]?.role;
  }
}

const withSso = (as: Client, answer: Answer): Client => ({ ...as, cookie: [as.cookie, cookieOf(answer, 'foyer_sso')].filter(Boolean).join('; ') });
