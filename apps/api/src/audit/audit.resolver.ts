import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../platform/auth/allow.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { AuditQueries } from './audit.queries.js';
import { AuditFilter, AuditPage, AuditSeal } from './audit.types.js';

@Resolver()
export class AuditResolver {
  constructor(private readonly queries: AuditQueries) {}

  @Query(() => AuditPage)
  @Allow('audit.read')
  auditEntries(
    @Context() ctx: RequestContext,
    @Args('filter', { type: () => AuditFilter, nullable: true }) filter: AuditFilter | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number | null,
  ): Promise<AuditPage> {
    return this.queries.page(ctx.locale, filter ?? {}, after ?? null, first ?? 50);
  }

  @Query(() => [String], { description: 'The actions that the log holds.' })
  @Allow('audit.read')
  auditActions(): Promise<string[]> {
    return this.queries.actions();
  }

  @Query(() => AuditSeal)
  @Allow('audit.read')
  auditSeal(): Promise<AuditSeal> {
    return this.queries.seal();
  }
}
