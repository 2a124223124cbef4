import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CROOKED_CLIENT = 'foyer-crooked';
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** How the next answer differs from an honest one. */
export interface Lies {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly signedBy?: 'itself' | 'a stranger' | 'nobody';
  readonly status?: number;
  readonly redirect?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly userinfo?: Readonly<Record<string, unknown>>;
}

/** A provider that answers whatever the test wants; honest unless told otherwise. */
export class CrookedProvider {
  readonly issuer: string;
  lies: Lies = {};
  nonce = '';

  private constructor(private readonly server: Server) {
    this.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => {
      const { status, redirect } = this.lies;
      if (redirect !== undefined) return void response.writeHead(302, { location: redirect }).end();
      if (status !== undefined) return void response.writeHead(status).end('away');
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(this.answer(new URL(request.url ?? '/', this.issuer).pathname)));
    });
  }

  static async open(): Promise<CrookedProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new CrookedProvider(server);
  }

  private answer(path: string): object {
    switch (path) {
      case '/.well-known/openid-configuration':
        return {
          issuer: this.issuer, authorization_endpoint: `${this.issuer}/auth`, token_endpoint: `${this.issuer}/token`, jwks_uri: `${this.issuer}/jwks`,
          response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'],
          authorization_response_iss_parameter_supported: true, code_challenge_methods_supported: ['S256'],
          userinfo_endpoint: `${this.issuer}/me`, ...this.lies.metadata,
        };
      case '/jwks':
        return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] };
      case '/me':
        return { sub: this.subject(), ...this.lies.userinfo };
      default:
        return { access_token: 'x', token_type: 'Bearer', id_token: this.token() };
    }
  }

  /** Somebody new for each sign-in. */
  private subject(): string {
    return createHash('sha256').update(this.nonce).digest('hex').slice(0, 12);
  }

  private token(): string {
    const now = Math.floor(Date.now() / 1_000);
    const who = this.subject();
    const claims = {
      iss: this.issuer, aud: CROOKED_CLIENT, sub: who, iat: now, exp: now + 300, nonce: this.nonce, email: `${who}@crooked.example`, email_verified: true, name: 'Quelqu’un', ...this.lies.claims,
    };
    const by = this.lies.signedBy ?? 'itself';
    const body = `${part({ alg: by === 'nobody' ? 'none' : 'RS256', kid: 'one' })}.${part(claims)}`;
    return `${body}.${by === 'nobody' ? '' : sign('sha256', Buffer.from(body), by === 'itself' ? privateKey : stranger).toString('base64url')}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
