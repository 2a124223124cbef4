import { randomBytes } from 'node:crypto';
import { sql } from './database.js';
import { ask, type Answer } from './operations.js';

/** Somebody with a session. */
export interface Person {
  readonly handle: string;
  readonly displayName: string;
  readonly email: string;
  /** `name=value` of the session. */
  readonly cookie: string;
}

export type DemoRole = 'admin' | 'cm' | 'moderator' | 'analyst' | 'ambassador' | 'member';

export const PASSWORD = 'un galet dans la poche gauche';

/** A name that no other run has given, so that a house that runs already can be journeyed through again. */
export const unique = (name: string): string => `${name} ${randomBytes(3).toString('hex')}`;

/** An address that nobody else uses, however many journeys run at once. */
export const freshEmail = (name: string): string => `${name.toLowerCase()}.${randomBytes(5).toString('hex')}@example.org`;

/** A new member, signed up like everybody. */
export async function newMember(displayName: string): Promise<Person> {
  const email = freshEmail('membre');
  const [house] = await sql<{ rules_version: number }>('SELECT rules_version FROM community');
  const input = { displayName, email, password: PASSWORD, locale: 'fr', oldEnough: true, rulesVersion: house?.rules_version ?? 0 };
  const sent = await ask<{ signUp: { challenge?: string } }>('SignUp', { input });
  const { challenge } = sent.data.signUp;
  if (!challenge) throw new Error(`could not join: ${sent.text}`);
  const answer = await ask<{ confirmSignUp: Entered }>('ConfirmSignUp', { challenge, code: await codeOf(email) });
  return entered(answer, answer.data.confirmSignUp, displayName, email);
}

/** Somebody who administers the house, of her own: what a journey does to her sessions meets nobody else. */
export async function newAdmin(displayName: string): Promise<Person> {
  const person = await newMember(displayName);
  await sql(`UPDATE members SET role = 'admin' WHERE handle = $1`, [person.handle]);
  return person;
}

/** Her last proof of who she is was given too long ago. */
export async function proofIsOld({ handle }: Person): Promise<void> {
  await sql(`UPDATE sessions SET proved_at = now() - interval '11 minutes' WHERE member_id = (SELECT id FROM members WHERE handle = $1)`, [handle]);
}

/** The code that the latest mail to an address carries. */
export async function codeOf(email: string): Promise<string> {
  const [mail] = await sql<{ code: string }>(`SELECT data->>'code' AS code FROM mails WHERE to_address = $1 AND template = 'admissions.confirm' ORDER BY id DESC LIMIT 1`, [email]);
  if (!mail) throw new Error(`no code was sent to ${email}`);
  return mail.code;
}

/** A sign-in of the story, one per role. */
export async function demo(role: DemoRole): Promise<Person> {
  const answer = await ask<{ signInDemo: Entered }>('SignInDemo', { role });
  return entered(answer, answer.data.signInDemo, role, '');
}

interface Entered {
  readonly viewer?: { readonly handle?: string; readonly displayName?: string };
}

async function entered(answer: Answer<unknown>, { viewer }: Entered, displayName: string, email: string): Promise<Person> {
  const cookie = answer.setCookie[0]?.split(';')[0];
  if (!viewer || !cookie) throw new Error(`could not enter: ${answer.text}`);
  const shell = await ask<{ viewer: { handle: string; displayName: string } }>('Shell', { signedIn: true }, cookie);
  return { handle: shell.data.viewer.handle, displayName: shell.data.viewer.displayName || displayName, email, cookie };
}
