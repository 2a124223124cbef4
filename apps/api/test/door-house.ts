import { randomBytes } from 'node:crypto';
import { PASSWORD, startApp, VISITOR, type Client, type TestApp } from './harness.js';

export const SIGN_UP = `mutation SignUp($input: SignUpInput!) { signUp(input: $input) {
  __typename ... on ConfirmationSent { challenge } ... on SignedIn { viewer { handle role } } ... on Refused { code field message } } }`;
const CONFIRM = `mutation Confirm($challenge: String!, $code: String!) { confirmSignUp(challenge: $challenge, code: $code) {
  __typename ... on SignedIn { viewer { handle role } } ... on ApplicationFiled { token } ... on Refused { code field } } }`;
export const LINK = `mutation Link($input: InvitationLinkInput!) { inviteByLink(input: $input) { __typename ... on InvitationLink { url code } ... on Refused { code field } } }`;
const MAIL = `mutation Mail($input: MailInvitationsInput!) { inviteByMail(input: $input) { __typename ... on InvitationReport { invited lines { line email outcome } } ... on Refused { code field } } }`;
const CONFIGURE = `mutation Configure($input: AdmissionInput!) { configureAdmission(input: $input) { __typename ... on Refused { code field } } }`;
export const DECIDE = `mutation Decide($codes: [String!]!, $accept: Boolean!, $reason: DeclineReason, $words: String!) {
  decideApplications(codes: $codes, accept: $accept, declineReason: $reason, words: $words) { __typename ... on ApplicationsDecided { decided skipped } ... on Refused { code field } } }`;
export const SIGN_IN = 'mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { __typename } }';

interface SignUpData { signUp: { __typename: string; challenge?: string; viewer?: { handle: string; role: string }; code?: string; field?: string; message?: string } }
interface ConfirmData { confirmSignUp: { __typename: string; token?: string; code?: string; viewer?: { handle: string; role: string } } }

/** An address that nobody else has. */
export const mail = (): string => `p${randomBytes(5).toString('hex')}@example.org`;
/** What somebody writes to join. */
export const form = (more: object = {}): { input: Record<string, unknown> } => ({ input: { displayName: 'Inès Caradec', email: mail(), password: PASSWORD, oldEnough: true, ...more } });
export const tokenOf = (url: string): string => url.split('/').at(-1) ?? '';

/** A house of its own for a suite about its door, with an administrator in it. */
export function openDoor() {
  let app: TestApp;
  let admin: Client;
  beforeAll(async () => {
    app = await startApp();
    admin = await app.member('Goulwen Admin', 'admin');
  });
  afterAll(() => app.close());

  const signUp = async (more: object = {}, as: Client = VISITOR, headers: Record<string, string> = { 'accept-language': 'fr' }) => app.gql<SignUpData>(SIGN_UP, form(more), as, headers);
  const confirm = (challenge: string, code: string, by: TestApp = app) => by.gql<ConfirmData>(CONFIRM, { challenge, code });
  const configure = (more: object = {}) => app.gql<{ configureAdmission: { __typename: string; code?: string } }>(CONFIGURE, { input: { mode: 'open', allowedDomains: '', refusedDomains: '', homeCountry: 'FR', ageFloors: [], questions: [], ...more } }, admin);
  const confirmedAddress = async (email: string) => (await app.owner.query('SELECT 1 FROM member_accounts WHERE email = $1 AND email_confirmed_at IS NOT NULL', [email])).rowCount === 1;
  const mailsTo = async (address: string) => (await app.mails()).filter((one) => one.to === address);
  const link = async (more: object = {}) => tokenOf((await app.gql<{ inviteByLink: { url: string } }>(LINK, { input: { label: 'Salon', role: 'member', groupCodes: [], days: 7, quota: 5, ...more } }, admin)).data.inviteByLink.url);
  const invite = (text: string, more: object = {}, as: Client = admin) =>
    app.gql<{ inviteByMail: { __typename: string; invited: number; lines: { line: number; email: string; outcome: string }[]; code?: string } }>(MAIL, { input: { text, role: 'member', groupCodes: [], days: 7, note: 'Viens', locale: 'fr', preview: false, ...more } }, as);
  const invitedBy = async (address: string): Promise<string> => /\/join\/([\w-]{43})/.exec((await mailsTo(address)).at(-1)?.text ?? '')?.[1] ?? '';

  return {
    get app(): TestApp {
      return app;
    },
    get admin(): Client {
      return admin;
    },
    signUp, confirm, configure, confirmedAddress, mailsTo, link, invite, invitedBy,
  };
}
