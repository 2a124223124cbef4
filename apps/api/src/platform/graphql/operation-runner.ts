import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { getOperationAST, parse, validate, type DocumentNode, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { RequestContext } from '../http/request-context.js';
import { requestChanged } from '../http/request-id.js';
import { shownError } from './errors.js';
import { readPersistedOperations } from './persisted-operations.js';

const FILE = fileURLToPath(new URL('../../../persisted-operations.json', import.meta.url));

/** Characters of a message about variables, which repeats what was sent. */
const LONGEST_MESSAGE = 300;
const MOST_MESSAGES = 5;

type Run = (ctx: RequestContext, variables: Record<string, unknown>) => Promise<ExecutionResult>;

export interface OperationAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/**
 * Runs the product's own operations (the persisted list) without parsing, validating or interpreting them again:
 * each is compiled once, on first use, against the same schema, wrapped by the same access check. Pages call it in
 * the process, browsers through HTTP; everything else goes to Apollo. See docs/adr/0010.
 */
@Injectable()
export class OperationRunner {
  private readonly documents = readPersistedOperations(FILE);
  private readonly compiled = new Map<string, Run>();

  constructor(private readonly schemaHost: GraphQLSchemaHost) {}

  /** Whether the hash names an operation of the product. */
  knows(hash: string): boolean {
    return this.documents.has(hash);
  }

  /** The document of a hash, for whoever has another way of running it. */
  documentOf(hash: string): string | undefined {
    return this.documents.get(hash);
  }

  /** Runs a persisted operation. Its errors are those to show: what is ours is masked and logged. */
  async run(hash: string, variables: Record<string, unknown>, ctx: RequestContext): Promise<OperationAnswer> {
    const run = this.compiled.get(hash) ?? this.compile(hash);
    const { data, errors } = await run(ctx, variables);
    if (!errors || errors.length === 0) return { data: data ?? null };
    // Nothing was executed: the variables are not what the operation takes.
    if (data === undefined) return { errors: errors.slice(0, MOST_MESSAGES).map(({ message }) => ({ message: message.slice(0, LONGEST_MESSAGE), extensions: { code: 'BAD_USER_INPUT' } })) };
    return { data: data ?? null, errors: errors.map((error) => shownError({ message: error.message, path: error.path ?? undefined, extensions: error.extensions }, error.originalError ?? error, ctx.requestId)) };
  }

  private compile(hash: string): Run {
    const text = this.documents.get(hash);
    if (text === undefined) throw new Error(`Unknown operation ${hash}`);
    const document = parse(text);
    const problems = validate(this.schemaHost.schema, document);
    if (problems[0]) throw problems[0];
    const run = this.compiledOrThrow(document);
    this.compiled.set(hash, run);
    return run;
  }

  private compiledOrThrow(document: DocumentNode): Run {
    const operation = getOperationAST(document)?.name?.value ?? '';
    const query = compileQuery(this.schemaHost.schema, document, operation);
    if (!isCompiledQuery(query)) throw new Error(`Operation ${operation} does not compile: ${query.errors?.[0]?.message ?? ''}`);
    const changes = getOperationAST(document)?.operation === 'mutation';
    return async (ctx, variables) => {
      const result = await query.query(undefined, ctx, variables);
      if (changes) requestChanged();
      return result;
    };
  }
}
