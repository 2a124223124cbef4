import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export const CLIENT = { id: 'foyer', secret: 'un-secret-de-maison' } as const;

/** A person as the provider knows her. */
export interface Person {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
  readonly amr?: readonly string[];
}

/** A real OpenID provider on this machine, whose door is opened to whoever stands in it. */
export class OidcHouse {
  readonly issuer: string;
  /** Who signs in next; nobody: the sign-in is cancelled. */
  person: Person | null = null;
  private readonly people = new Map<string, Person>();

  private constructor(private readonly server: Server) {
    this.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async open(): Promise<OidcHouse> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new OidcHouse(server);
  }

  /** Answers from now on for a client that comes back to this address. */
  serve(redirectUri: string): void {
    const provider = new Provider(this.issuer, {
      clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri], grant_types: ['authorization_code'], response_types: ['code'], require_auth_time: true }],
      claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
      scopes: ['openid', 'email', 'profile', 'groups'],
      pkce: { required: () => true },
      cookies: { keys: ['a key of the tests'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...this.people.get(sub), sub }) }),
      loadExistingGrant: async (ctx) => {
        const grant = new ctx.oidc.provider.Grant({ clientId: CLIENT.id, accountId: ctx.oidc.session?.accountId ?? '' });
        grant.addOIDCScope('openid email profile groups');
        await grant.save();
        return grant;
      },
    });
    provider.use(async (ctx, next) => {
      if (!ctx.path.startsWith('/interaction/')) return next();
      const { person } = this;
      if (person) this.people.set(person.sub, person);
      const login = person && { login: { accountId: person.sub, remember: false, ...(person.amr && { amr: [...person.amr] }) } };
      ctx.respond = false;
      await provider.interactionFinished(ctx.req, ctx.res, login ?? { error: 'access_denied', error_description: 'cancelled' });
    });
    const answer = provider.callback();
    this.server.removeAllListeners('request');
    this.server.on('request', (request, response) => void answer(request, response));
  }

  /** Goes through the provider's pages as a browser would; gives the query it comes back with. */
  async visit(start: string, person: Person | null): Promise<string> {
    this.person = person;
    const jar = new Map<string, string>();
    let address = start;
    for (let step = 0; step < 12; step++) {
      const response = await fetch(address, { redirect: 'manual', headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      const to = response.headers.get('location');
      if (to === null) throw new Error(`The provider answers ${response.status}: ${(await response.text()).slice(0, 300)}`);
      const next = new URL(to, address);
      if (next.origin !== this.issuer) return next.search.slice(1);
      address = next.href;
    }
    throw new Error('The provider turns in circles');
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
