import { randomBytes } from 'node:crypto';
import type { Role } from '@foyer/domain/access';
import { Secret, TOTP } from 'otpauth';
import { Passwords } from '../src/accounts/index.js';
import { newId } from '../src/platform/ids/ids.js';
import { VISITOR, type Answer, type TestApp } from './harness.js';
import { eventually } from './platform.js';

export const PASSWORD = 'sentier mouillé après la pluie';
const CONFIRMED = '__typename ... on AddressConfirmed { waitsFor } ... on Refused { code field message }';
const DONE = '__typename ... on Refused { code field message }';
const SIGNED_IN = '__typename ... on SignedIn { viewer { handle } mustEnrol } ... on SecondFactorDue { challenge methods } ... on Refused { code field message }';

const OPS = {
  signIn: `mutation($email: String!, $password: String!) { r: signIn(email: $email, password: $password) { ${SIGNED_IN} } }`,
  complete: `mutation($challenge: ID!, $code: String!) { r: completeSignIn(challenge: $challenge, code: $code) { ${SIGNED_IN} } }`,
  secondQuestion: `mutation($challenge: ID!) { r: secondFactorQuestion(challenge: $challenge) { ${DONE} ... on PasskeyQuestion { challenge options } } }`,
  completeWithPasskey: `mutation($challenge: ID!, $question: ID!, $answer: String!) { r: completeSignInWithPasskey(challenge: $challenge, question: $question, answer: $answer) { ${SIGNED_IN} } }`,
  signInQuestion: `mutation { r: signInQuestion { challenge options } }`,
  signInWithPasskey: `mutation($question: ID!, $answer: String!) { r: signInWithPasskey(question: $question, answer: $answer) { ${SIGNED_IN} } }`,
  security: `{ r: mySecurity { email nextEmail nextEmailWaitsFor hasPassword totp recoveryCodesLeft mustHaveTwo secondStep mustEnrol provedRecently methods pendingTotp { seed } passkeys { id name lastUsedAt } sessions { id current kind browser system network country } } }`,
  stepUp: `mutation($password: String, $code: String) { r: stepUp(password: $password, code: $code) { ${DONE} } }`,
  stepUpQuestion: `mutation { r: stepUpQuestion { challenge options } }`,
  stepUpWithPasskey: `mutation($question: ID!, $answer: String!) { r: stepUpWithPasskey(question: $question, answer: $answer) { ${DONE} } }`,
  beginTotp: `mutation { r: beginTotp { ${DONE} ... on TotpSetup { seed address } } }`,
  confirmTotp: `mutation($code: String!) { r: confirmTotp(code: $code) { ${DONE} ... on FactorAdded { recoveryCodes } } }`,
  removeTotp: `mutation { r: removeTotp { ${DONE} } }`,
  renewCodes: `mutation { r: renewRecoveryCodes { ${DONE} ... on RecoveryCodes { codes } } }`,
  newPasskey: `mutation { r: newPasskeyQuestion { ${DONE} ... on PasskeyQuestion { challenge options } } }`,
  addPasskey: `mutation($question: ID!, $answer: String!, $name: String!) { r: addPasskey(question: $question, answer: $answer, name: $name) { ${DONE} ... on FactorAdded { recoveryCodes } } }`,
  renamePasskey: `mutation($id: ID!, $name: String!) { r: renamePasskey(id: $id, name: $name) { ${DONE} } }`,
  removePasskey: `mutation($id: ID!) { r: removePasskey(id: $id) { ${DONE} } }`,
  revoke: `mutation($id: ID!) { r: revokeSession(id: $id) { ${DONE} } }`,
  revokeOthers: `mutation { r: revokeOtherSessions { ok } }`,
  resetFactors: `mutation($handle: String!, $reason: String!) { r: resetMemberFactors(handle: $handle, reason: $reason) { ${DONE} } }`,
  waiveMailbox: `mutation($handle: String!, $reason: String!) { r: waiveOldMailbox(handle: $handle, reason: $reason) { ${CONFIRMED} } }`,
  pendingAddress: `query($handle: String!) { r: administeredMember(handle: $handle) { pendingAddress { address oldConfirmed newConfirmed mayWaive } } }`,
  factorsToReset: `query($handle: String!) { r: administeredMember(handle: $handle) { factorsToReset } }`,
  changePassword: `mutation($current: String, $password: String!, $endOthers: Boolean!) { r: changePassword(current: $current, password: $password, endOthers: $endOthers) { ${DONE} } }`,
  removePassword: `mutation { r: removePassword { ${DONE} } }`,
  forgot: `mutation($email: String!) { r: requestPasswordReset(email: $email) { ${DONE} } }`,
  resetWorks: `query($token: String!) { r: passwordResetWorks(token: $token) }`,
  reset: `mutation($token: String!, $password: String!) { r: resetPassword(token: $token, password: $password) { ${DONE} } }`,
  changeAddress: `mutation($email: String!) { r: requestAddressChange(email: $email) { ${DONE} } }`,
  confirmAddress: `mutation($token: String!) { r: confirmAddress(token: $token) { ${CONFIRMED} } }`,
  acceptAddress: `mutation($token: String!) { r: acceptAddressChange(token: $token) { ${CONFIRMED} } }`,
  cancelAddress: `mutation { r: cancelAddressChange { ok } }`,
  addressWaits: `query($token: String!) { r: addressChangeWaits(token: $token) }`,
  undoAddress: `mutation($token: String!) { r: undoAddressChange(token: $token) { ${DONE} ... on AddressRestored { resetToken } } }`,
  viewer: `{ r: viewer { handle role } }`,
  home: `{ r: home { since } }`,
} as const;

export type AccountOp = keyof typeof OPS;

/** What an operation answered, whatever it is. */
export interface Told {
  readonly __typename?: string;
  readonly code?: string;
  readonly field?: string | null;
  readonly message?: string;
  readonly challenge: string;
  readonly options: string;
  readonly methods?: readonly string[];
  readonly seed: string;
  readonly address: string;
  readonly recoveryCodes?: readonly string[] | null;
  readonly codes: readonly string[];
  readonly resetToken: string;
  readonly mustEnrol?: boolean;
}

/** A browser: it keeps the cookies that it is given. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly app: TestApp,
    private readonly headers: Record<string, string> = {},
  ) {}

  async ask(op: AccountOp, variables: Record<string, unknown> = {}): Promise<Answer<{ r: Told }>> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.app.gql<{ r: Told }>(OPS[op], variables, { ...VISITOR, cookie: cookie || null }, this.headers);
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/Max-Age=0/.test(line)) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  /** What was told, or the code of the error instead. */
  async tell(op: AccountOp, variables: Record<string, unknown> = {}): Promise<Told> {
    const { data, errors } = await this.ask(op, variables);
    return errors[0] ? ({ code: String(errors[0].extensions['code']) } as Told) : data.r;
  }

  /** Everything that the page of one's security shows. */
  async security(): Promise<{ sessions: { id: string; current: boolean; kind: string; browser: string; network: string }[]; passkeys: { id: string; name: string }[]; methods: string[] } & Record<string, unknown>> {
    return (await this.ask('security')).data.r as never;
  }

  cookie(name = 'foyer_session'): string | null {
    return this.cookies.get(name) ?? null;
  }

  set(name: string, value: string): this {
    this.cookies.set(name, value);
    return this;
  }

  forget(name: string): this {
    this.cookies.delete(name);
    return this;
  }

  signIn(person: Account): Promise<Told> {
    return this.tell('signIn', { email: person.email, password: person.password });
  }
}

export interface Account {
  readonly id: string;
  readonly handle: string;
  readonly email: string;
  readonly password: string;
}

/** A member with a confirmed address and a password, who has not signed in yet. */
export async function account(app: TestApp, role: Role = 'member'): Promise<Account> {
  const id = newId();
  const handle = `h${randomBytes(5).toString('hex')}`;
  const email = `${handle}@example.org`;
  const hash = await app.server.app.get(Passwords).hash(PASSWORD);
  await app.owner.query('INSERT INTO members (id, handle, display_name, role) VALUES ($1, $2, $3, $4)', [id, handle, `Personne ${handle}`, role]);
  await app.owner.query('INSERT INTO member_accounts (member_id, email, password_hash) VALUES ($1, $2, $3)', [id, email, hash]);
  return { id, handle, email, password: PASSWORD };
}

/** What a code app shows, at a moment. */
export const codeOf = (seed: string, at = Date.now()): string => new TOTP({ secret: Secret.fromBase32(seed), digits: 6, period: 30 }).generate({ timestamp: at });

/** The last link in the mails to an address, its token alone. */
export async function mailedToken(app: TestApp, to: string, template: string, path: string): Promise<string> {
  let token: string | undefined;
  await eventually(`${template} reaches ${to}`, async () => {
    const mail = (await app.mails()).filter((one) => one.to === to && one.template === template).at(-1);
    token = mail && new RegExp(`${path}/([\\w-]{43})`).exec(mail.text)?.[1];
    return token !== undefined;
  }, 10_000);
  return token ?? '';
}
