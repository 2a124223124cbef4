import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '@foyer/domain/result';
import { JoinProved } from '../admissions/index.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { addressKey, Limits } from '../platform/limits/limits.js';
import { Flows, type FlowPurpose } from './flows.js';
import { ProviderTalk } from './provider-talk.js';
import { ProvidersRepository } from './providers.repository.js';
import type { SsoStarted } from './sso.types.js';

const NEXT_MAX = 500;

/** Sends somebody to a provider: to come in, to link it to the account she is signed in to, or to prove again who she is. */
@Injectable()
export class StartSso {
  constructor(
    private readonly database: Database,
    private readonly providers: ProvidersRepository,
    private readonly flows: Flows,
    private readonly talk: ProviderTalk,
    private readonly joining: JoinProved,
    private readonly limits: Limits,
  ) {}

  /** @param invitation the token of one, for whoever has no account yet */
  async signIn(ctx: RequestContext, code: string, next: string, invitation: string | null): Promise<Result<SsoStarted>> {
    await this.limits.charge('sso.address', addressKey(ctx.address));
    const invited = invitation === null ? null : await this.joining.invitationOf(invitation);
    if (invited && !invited.ok) return invited;
    return this.go(ctx, code, { purpose: 'enter', memberId: null, invitationId: invited?.value ?? null, next });
  }

  async link(ctx: RequestContext, code: string, next: string): Promise<Result<SsoStarted>> {
    return this.asHerself(ctx, code, 'link', next);
  }

  async prove(ctx: RequestContext, code: string, next: string): Promise<Result<SsoStarted>> {
    const { memberId } = ctx.viewer;
    if (memberId !== null) await this.limits.charge('stepUp.member', memberId);
    return this.asHerself(ctx, code, 'prove', next);
  }

  private async asHerself(ctx: RequestContext, code: string, purpose: 'link' | 'prove', next: string): Promise<Result<SsoStarted>> {
    const { memberId } = ctx.viewer;
    if (memberId === null) return refuse('sso.signIn');
    await this.limits.charge('sso.address', addressKey(ctx.address));
    return this.go(ctx, code, { purpose, memberId, invitationId: null, next });
  }

  private async go(ctx: RequestContext, code: string, flow: { purpose: FlowPurpose; memberId: string | null; invitationId: string | null; next: string }): Promise<Result<SsoStarted>> {
    const provider = await this.providers.byCode(this.database, code);
    if (!provider?.enabled) return refuse('sso.unknown');
    const journey = await this.flows.begin(ctx, { ...flow, providerId: provider.id, next: localPath(flow.next) });
    const invited = await this.talk.invite(provider, journey, flow.purpose === 'prove');
    return invited.ok ? { ok: true, value: { url: invited.value } } : invited;
  }
}

/** A path of ours, or the front page: nobody is sent elsewhere after signing in. */
export function localPath(next: string): string {
  return next.length <= NEXT_MAX && /^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(next) ? next : '/';
}
