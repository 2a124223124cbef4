import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { unwrapResolverError } from '@apollo/server/errors';
import { enforceAccess } from '../auth/access-check.js';
import { AuthModule } from '../auth/auth.module.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { RequestContextFactory } from '../http/request-context-factory.js';
import { currentRequestId } from '../http/request-id.js';
import { DateTimeScalar } from './date-time.js';
import { isAway } from '../database/failures.js';
import { retryAfterOf, shownError, statusOf, Unavailable } from './errors.js';
import { OperationRunner } from './operation-runner.js';

/** Bounds of one operation: see docs/security. Depth and cost fit the product's largest page with room to spare. */
const armor = new ApolloArmor({
  maxDepth: { n: 12 },
  maxAliases: { n: 15 },
  maxDirectives: { n: 5 },
  // Apollo's own parser counts tokens (below); the armour's answers a syntax error with 500.
  maxTokens: { enabled: false },
  costLimit: { maxCost: 20_000, objectCost: 2, scalarCost: 1, depthCostFactor: 1.5, ignoreIntrospection: true },
  blockFieldSuggestion: { enabled: true },
}).protect();

/** Answers that were limited, or that the database left unanswered, say so with their HTTP status as well. */
const STATUS: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response }) => {
        const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined;
        const [status, retryAfter] = [statusOf(errors), retryAfterOf(errors)];
        if (status !== 200) response.http.status = status;
        if (retryAfter !== null) response.http.headers.set('retry-after', retryAfter);
        return Promise.resolve();
      },
    }),
};

@Module({
  imports: [
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      imports: [AuthModule],
      inject: [SETTINGS, RequestContextFactory],
      useFactory: (settings: Settings, contexts: RequestContextFactory): ApolloDriverConfig => ({
        autoSchemaFile: true,
        sortSchema: false,
        graphiql: false,
        introspection: !settings.production,
        csrfPrevention: true,
        // Statuses are set below, for the two cases that a proxy or a client should notice.
        preserveHttpStatusForExecutionErrors: false,
        parseOptions: { maxTokens: 2_000 },
        transformSchema: enforceAccess,
        context: (request: FastifyRequest, reply: FastifyReply) =>
          contexts.of(request, reply).catch((error: unknown) => {
            throw isAway(error) ? new Unavailable() : error;
          }),
        // The package is CommonJS and types its plugins against Apollo's other build; they are the same at run time.
        plugins: [...armor.plugins, STATUS] as unknown as NonNullable<ApolloDriverConfig['plugins']>,
        validationRules: armor.validationRules,
        includeStacktraceInErrorResponses: false,
        formatError: (formatted, error) => shownError(formatted, unwrapResolverError(error), currentRequestId()),
      }),
    }),
  ],
  providers: [DateTimeScalar, OperationRunner],
  exports: [OperationRunner],
})
export class GraphqlModule {}
