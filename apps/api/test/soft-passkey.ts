import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

interface Made {
  readonly id: string;
  readonly key: KeyObject;
  readonly handle: string;
}

/** What an authenticator may be told to do wrong. */
export interface Mischief {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  /** Does not ask for finger or PIN. */
  readonly unverified?: boolean;
  readonly signature?: (right: Buffer) => Buffer;
  readonly handle?: string;
}

const b64 = (bytes: Buffer): string => bytes.toString('base64url');
const sha = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();

/** An authenticator without hardware: it makes ES256 keys and signs with them, as honestly as it is told to. */
export class SoftPasskey {
  counter = 0;
  private made: Made | null = null;

  constructor(private readonly origin: string) {}

  /** The answer to `navigator.credentials.create`. */
  create(options: string, mischief: Mischief = {}): string {
    const asked = JSON.parse(options) as { challenge: string; rp: { id: string }; user: { id: string } };
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = publicKey.export({ format: 'jwk' });
    const id = randomBytes(16);
    this.made = { id: b64(id), key: privateKey, handle: asked.user.id };
    const cose = Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), Buffer.from(jwk.x ?? '', 'base64url'), Buffer.from('225820', 'hex'), Buffer.from(jwk.y ?? '', 'base64url')]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const authData = Buffer.concat([this.authData(mischief.rpId ?? asked.rp.id, mischief.unverified ? 0x41 : 0x45), Buffer.alloc(16), length, id, cose]);
    const size = Buffer.alloc(2);
    size.writeUInt16BE(authData.length);
    const attestation = Buffer.concat([Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'), size, authData]);
    return JSON.stringify({ id: b64(id), rawId: b64(id), type: 'public-key', response: { clientDataJSON: this.clientData('webauthn.create', asked.challenge, mischief), attestationObject: b64(attestation), transports: ['internal'] } });
  }

  /** The answer to `navigator.credentials.get`. */
  get(options: string, mischief: Mischief = {}): string {
    if (!this.made) throw new Error('No key was made');
    const asked = JSON.parse(options) as { challenge: string; rpId: string };
    const authData = this.authData(mischief.rpId ?? asked.rpId, mischief.unverified ? 0x01 : 0x05);
    const clientDataJSON = this.clientData('webauthn.get', asked.challenge, mischief);
    const signature = createSign('sha256').update(Buffer.concat([authData, sha(Buffer.from(clientDataJSON, 'base64url'))])).sign(this.made.key);
    const { id, handle } = this.made;
    return JSON.stringify({ id, rawId: id, type: 'public-key', response: { clientDataJSON, authenticatorData: b64(authData), signature: b64(mischief.signature?.(signature) ?? signature), userHandle: mischief.handle ?? handle } });
  }

  private authData(rpId: string, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha(rpId), Buffer.from([flags]), counter]);
  }

  private clientData(type: string, challenge: string, mischief: Mischief): string {
    return b64(Buffer.from(JSON.stringify({ type, challenge: mischief.challenge ?? challenge, origin: mischief.origin ?? this.origin, crossOrigin: false })));
  }
}
