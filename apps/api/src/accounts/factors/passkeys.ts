import { Inject, Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse,
  type AuthenticationResponseJSON, type AuthenticatorTransport, type RegistrationResponseJSON, type WebAuthnCredential,
} from '@simplewebauthn/server';
import { accept, refuse, type Result } from '@foyer/domain/result';
import * as v from 'valibot';
import { Clock } from '../../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { log } from '../../platform/http/log.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { Devices } from '../devices.js';
import { Challenges, type PasskeyPurpose } from './challenges.repository.js';
import { FactorsRepository, type AccountFacts, type PasskeyRow } from './factors.repository.js';

/** What the browser is asked, and under which id it answers. */
export interface PasskeyQuestion {
  readonly challenge: string;
  /** JSON of the WebAuthn options. */
  readonly options: string;
}

const text = v.pipe(v.string(), v.maxLength(8_192));
const attested = v.object({ id: text, rawId: text, type: v.literal('public-key'), response: v.object({ clientDataJSON: text, attestationObject: text, transports: v.optional(v.array(v.pipe(v.string(), v.maxLength(40)))) }) });
const asserted = v.object({ id: text, rawId: text, type: v.literal('public-key'), response: v.object({ clientDataJSON: text, authenticatorData: text, signature: text, userHandle: v.nullish(text) }) });
const LARGEST = 20_000;

/** The two ceremonies of WebAuthn. A key must know its owner (finger, face, PIN): then it counts for two factors. */
@Injectable()
export class Passkeys {
  private readonly origin: string;
  private readonly rpID: string;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly challenges: Challenges,
    private readonly factors: FactorsRepository,
    private readonly devices: Devices,
    private readonly clock: Clock,
  ) {
    const address = new URL(settings.publicUrl);
    this.origin = address.origin;
    this.rpID = address.hostname;
  }

  async askNew(ctx: RequestContext, member: AccountFacts, community: string): Promise<PasskeyQuestion> {
    const known = await this.factors.passkeysOf(member.id);
    const options = await generateRegistrationOptions({
      rpName: community,
      rpID: this.rpID,
      userID: handleOf(member.id),
      userName: member.email ?? member.handle,
      userDisplayName: member.display_name,
      attestationType: 'none',
      excludeCredentials: known.map((key) => ({ id: key.credential_id, transports: key.transports as AuthenticatorTransport[] })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    return { challenge: await this.challenges.beginPasskey('register', member.id, this.devices.ensure(ctx), options.challenge), options: JSON.stringify(options) };
  }

  /** The key that a browser made for the member who asked. */
  async answerNew(ctx: RequestContext, memberId: string, challengeId: string, answer: string): Promise<Result<{ credential: WebAuthnCredential; backedUp: boolean }>> {
    const given = parse(attested, answer);
    const asked = await this.challenges.takePasskey(challengeId, 'register', this.devices.of(ctx));
    if (!given || asked?.memberId !== memberId) return refuse('passkey.refused');
    try {
      const verdict = await verifyRegistrationResponse({ response: { ...given, clientExtensionResults: {} } as RegistrationResponseJSON, expectedChallenge: asked.challenge, expectedOrigin: this.origin, expectedRPID: this.rpID, requireUserVerification: true });
      if (!verdict.verified) return refuse('passkey.refused');
      const { credential, credentialBackedUp } = verdict.registrationInfo;
      return accept({ credential: { ...credential, transports: (given.response.transports ?? []) as AuthenticatorTransport[] }, backedUp: credentialBackedUp });
    } catch (error) {
      log.info({ reason: String(error) }, 'passkey not registered');
      return refuse('passkey.refused');
    }
  }

  /** @param memberId whose keys are asked for; null: whichever key the browser offers */
  async ask(ctx: RequestContext, purpose: PasskeyPurpose, memberId: string | null): Promise<PasskeyQuestion> {
    const keys = memberId === null ? [] : await this.factors.passkeysOf(memberId);
    const options = await generateAuthenticationOptions({
      rpID: this.rpID,
      userVerification: 'required',
      allowCredentials: keys.map((key) => ({ id: key.credential_id, transports: key.transports as AuthenticatorTransport[] })),
    });
    return { challenge: await this.challenges.beginPasskey(purpose, memberId, this.devices.ensure(ctx), options.challenge), options: JSON.stringify(options) };
  }

  /** Whose key answered. A challenge is answered once, by the browser that asked; one made for a member, by her key. */
  async answered(ctx: RequestContext, purpose: PasskeyPurpose, challengeId: string, answer: string): Promise<Result<PasskeyRow>> {
    const given = parse(asserted, answer);
    const asked = await this.challenges.takePasskey(challengeId, purpose, this.devices.of(ctx));
    const key = given && asked ? await this.factors.passkey(given.id) : null;
    if (!given || !asked || !key || (asked.memberId !== null && asked.memberId !== key.member_id)) return refuse('passkey.refused');
    const { userHandle } = given.response;
    if (userHandle && !Buffer.from(userHandle, 'base64url').equals(handleOf(key.member_id))) return refuse('passkey.refused');
    try {
      const verdict = await verifyAuthenticationResponse({
        response: { ...given, clientExtensionResults: {} } as AuthenticationResponseJSON,
        expectedChallenge: asked.challenge,
        expectedOrigin: this.origin,
        expectedRPID: this.rpID,
        credential: { id: key.credential_id, publicKey: new Uint8Array(key.public_key), counter: Number(key.counter) },
        requireUserVerification: true,
      });
      const { newCounter, credentialBackedUp } = verdict.authenticationInfo;
      if (!verdict.verified || !(await this.factors.usePasskey(key.id, newCounter, credentialBackedUp, this.clock.now()))) return refuse('passkey.refused');
      return accept(key);
    } catch (error) {
      log.info({ reason: String(error) }, 'passkey refused');
      return refuse('passkey.refused');
    }
  }
}

/** What an authenticator keeps of a member: her id's sixteen bytes. */
const handleOf = (memberId: string): Buffer<ArrayBuffer> => Buffer.from(memberId.replaceAll('-', ''), 'hex');

function parse<Schema extends v.GenericSchema>(schema: Schema, json: string): v.InferOutput<Schema> | null {
  if (json.length > LARGEST) return null;
  try {
    const parsed = v.safeParse(schema, JSON.parse(json));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
