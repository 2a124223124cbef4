import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '@foyer/domain/result';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { addressKey, Limits } from '../platform/limits/limits.js';
import { Flows } from './flows.js';
import { ProviderTalk } from './provider-talk.js';
import { ProvidersRepository } from './providers.repository.js';
import type { SsoStarted } from './sso.types.js';

const NEXT_MAX = 500;

/** Sends somebody to a provider: to sign in, or to link it to the account she is signed in to. */
@Injectable()
export class StartSso {
  constructor(
    private readonly database: Database,
    private readonly providers: ProvidersRepository,
    private readonly flows: Flows,
    private readonly talk: ProviderTalk,
    private readonly limits: Limits,
  ) {}

  async signIn(ctx: RequestContext, code: string, next: string): Promise<Result<SsoStarted>> {
    return this.go(ctx, code, null, next);
  }

  async link(ctx: RequestContext, code: string, next: string): Promise<Result<SsoStarted>> {
    const { memberId } = ctx.viewer;
    return memberId === null ? refuse('sso.signIn') : this.go(ctx, code, memberId, next);
  }

  private async go(ctx: RequestContext, code: string, memberId: string | null, next: string): Promise<Result<SsoStarted>> {
    const provider = await this.providers.byCode(this.database, code);
    if (!provider?.enabled) return refuse('sso.unknown');
    await this.limits.charge('sso.address', addressKey(ctx.address));
    const journey = await this.flows.begin(ctx, { providerId: provider.id, memberId, next: localPath(next) });
    const invited = await this.talk.invite(provider, journey);
    return invited.ok ? { ok: true, value: { url: invited.value } } : invited;
  }
}

/** A path of ours, or the front page: nobody is sent elsewhere after signing in. */
export function localPath(next: string): string {
  return next.length <= NEXT_MAX && /^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(next) ? next : '/';
}
