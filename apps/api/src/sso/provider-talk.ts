import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import * as oidc from 'openid-client';
import { refuse, type Result } from '@foyer/domain/result';
import { CLOCK_SKEW } from '@foyer/domain/sso';
import { isLocal, SETTINGS, type Settings } from '../platform/config/settings.js';
import { log } from '../platform/http/log.js';
import { Secrets } from '../platform/secrets/secrets.js';
import { guardedFetch, isInside } from './guarded-fetch.js';
import { secretPlace, type ProviderRow } from './providers.repository.js';
import type { SsoIssuerFound } from './sso.types.js';

const PATIENCE_SECONDS = 5;
const KEPT_MINUTES = 10;
/** What a provider answers when it is not itself: no connection, no time, a page of a proxy. */
const AWAY = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON']);

/** What is known once somebody came back from a provider. */
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

export interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Speaks OpenID Connect with providers: code flow with PKCE, signatures and issuers verified, through a guarded `fetch`. */
@Injectable()
export class ProviderTalk implements OnApplicationShutdown {
  readonly local: boolean;
  private readonly http: ReturnType<typeof guardedFetch>;
  private readonly kept = new LRUCache<string, oidc.Configuration>({ max: 50, ttl: KEPT_MINUTES * 60_000 });

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly secrets: Secrets,
  ) {
    this.local = isLocal(new URL(settings.publicUrl).hostname);
    this.http = guardedFetch(this.local);
  }

  redirectUri(code: string): string {
    return `${this.settings.publicUrl}/sign-in/sso/${code}/callback`;
  }

  /** What a provider says of itself, before anything is kept of it. */
  async look(issuer: string): Promise<Result<SsoIssuerFound>> {
    try {
      const found = (await this.discover(issuer, 'foyer')).serverMetadata();
      return {
        ok: true,
        value: {
          issuer: found.issuer,
          authorizationEndpoint: found.authorization_endpoint ?? '',
          scopes: list(found.scopes_supported),
          claims: list(found.claims_supported),
          pkce: found.supportsPKCE('S256'),
          namesItself: found.authorization_response_iss_parameter_supported === true,
        },
      };
    } catch (error) {
      return isInside(error) ? refuse('sso.issuerInside', 'issuer') : refuse('sso.issuerSilent', 'issuer', { reason: reasonOf(error) });
    }
  }

  /** The address to send somebody to. @param anew she shows who she is again, whatever she is signed in to there */
  async invite(provider: ProviderRow, journey: Journey, anew = false): Promise<Result<string>> {
    try {
      const config = await this.configurationOf(provider);
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: this.redirectUri(provider.code),
        response_type: 'code',
        scope: provider.scopes,
        state: journey.state,
        nonce: journey.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(journey.codeVerifier),
        code_challenge_method: 'S256',
        ...(provider.acr_values && { acr_values: provider.acr_values }),
        // With an age asked for, the answer has to say when she signed in.
        ...(anew && { prompt: 'login', max_age: '0' }),
      });
      return { ok: true, value: url.href };
    } catch (error) {
      return this.failure(provider, error);
    }
  }

  /** What the provider says of whoever came back with this query, if all of it can be believed. */
  async hear(provider: ProviderRow, query: URLSearchParams, journey: Journey): Promise<Result<Claims>> {
    try {
      const config = await this.configurationOf(provider);
      const answer = new URL(`${this.redirectUri(provider.code)}?${query.toString()}`);
      const tokens = await oidc.authorizationCodeGrant(config, answer, {
        pkceCodeVerifier: journey.codeVerifier, expectedState: journey.state, expectedNonce: journey.nonce, idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) return refuse('sso.unbelievable', undefined, { name: provider.name });
      // Providers may tell the rest to those who ask with the token; the library holds both against one subject.
      const more = config.serverMetadata().userinfo_endpoint === undefined ? {} : await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
      return { ok: true, value: { ...more, ...claims } };
    } catch (error) {
      return this.failure(provider, error);
    }
  }

  /** Forgets what was kept of all providers: one was changed. What other processes keep is kept under the old revision. */
  forget(): void {
    this.kept.clear();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.http.close();
  }

  private async configurationOf(provider: ProviderRow): Promise<oidc.Configuration> {
    const key = `${provider.id} ${provider.revision}`;
    const kept = this.kept.get(key);
    if (kept) return kept;
    const metadata = (await this.discover(provider.issuer, provider.client_id)).serverMetadata();
    const secret = provider.client_secret === null ? null : await this.secrets.open(provider.client_secret, secretPlace(provider.id));
    const config = this.prepared(new oidc.Configuration(metadata, provider.client_id, { [oidc.clockTolerance]: CLOCK_SKEW }, authentication(metadata, secret)), provider.issuer);
    this.kept.set(key, config);
    return config;
  }

  private discover(issuer: string, clientId: string): Promise<oidc.Configuration> {
    return oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), {
      [oidc.customFetch]: this.http.fetch,
      timeout: PATIENCE_SECONDS,
      execute: plain(issuer) && this.local ? [oidc.allowInsecureRequests] : [],
    });
  }

  private prepared(config: oidc.Configuration, issuer: string): oidc.Configuration {
    config[oidc.customFetch] = this.http.fetch;
    config.timeout = PATIENCE_SECONDS;
    if (plain(issuer) && this.local) oidc.allowInsecureRequests(config);
    // The token came over TLS from the provider itself; its signature is verified all the same.
    oidc.enableNonRepudiationChecks(config);
    return config;
  }

  private failure(provider: ProviderRow, error: unknown): Result<never> {
    const name = { name: provider.name };
    if (error instanceof oidc.AuthorizationResponseError) return refuse('sso.refusedThere', undefined, name);
    const code = error instanceof oidc.ClientError ? error.code : undefined;
    log.warn({ provider: provider.code, code, reason: reasonOf(error) }, 'single sign-on failed');
    if (isInside(error)) return refuse('sso.unbelievable', undefined, name);
    const silent = error instanceof TypeError || (error instanceof oidc.ClientError && (code === undefined || AWAY.has(code)));
    return refuse(silent ? 'sso.away' : 'sso.unbelievable', undefined, name);
  }
}

function authentication(metadata: oidc.ServerMetadata, secret: string | null): oidc.ClientAuth {
  if (secret === null) return oidc.None();
  const methods = metadata.token_endpoint_auth_methods_supported;
  return methods === undefined || methods.includes('client_secret_basic') ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret);
}

const plain = (issuer: string): boolean => issuer.startsWith('http:');
const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string').slice(0, 100) : []);

/** The innermost reason, short enough for a sentence. */
function reasonOf(error: unknown): string {
  let at = error;
  for (let depth = 0; at instanceof Error && at.cause instanceof Error && depth < 8; depth++) at = at.cause;
  return at instanceof Error ? (at.message || at.name).slice(0, 160) : 'unknown';
}
