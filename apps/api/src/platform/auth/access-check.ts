import { defaultFieldResolver, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { holds, PERMISSIONS, type Permission } from '@foyer/domain/access';
import { Forbidden, ReadOnly, RulesDue, SecondFactorRequired, StepUpRequired, Unauthenticated } from '../graphql/errors.js';
import type { RequestContext } from '../http/request-context.js';

type Field = GraphQLField<unknown, RequestContext>;

/**
 * Walks the schema once, at the start. Every root field, and every other field with a resolver of its own, must
 * declare a permission with `@Allow`; each is wrapped so that the role is checked before anything of it runs.
 * Nest's own guards skip resolved fields unless told otherwise; this does not.
 */
export function enforceAccess(schema: GraphQLSchema): GraphQLSchema {
  const undeclared: string[] = [];
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const root = roots.includes(type);
      if (!root && readsItsProperty(field)) {
        // GraphQL reads a property by itself; compiled operations then do so without a call per value.
        delete field.resolve;
        continue;
      }
      const permission = permissionOf(field);
      if (permission) guard(field, permission, root, type === schema.getMutationType());
      else undeclared.push(`${type.name}.${field.name}`);
    }
  }
  if (undeclared.length > 0) throw new Error(`No permission declared (@Allow) for ${undeclared.join(', ')}`);
  return schema;
}

/** The declared permission of each operation, for the snapshot that reviews watch. */
export function declaredPermissions(schema: GraphQLSchema): Record<string, Permission> {
  const found: Record<string, Permission> = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const permission = permissionOf(field);
      if (permission) found[`${type.name}.${field.name}`] = permission;
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Whether the field is a plain property of an object that a checked operation gave. Nest's code-first types read
 * properties with a function of this name; should it ever change, every field is undeclared and nothing starts.
 */
function readsItsProperty(field: Field): boolean {
  return !field.resolve || field.resolve === defaultFieldResolver || field.resolve.name === 'rootFieldResolver';
}

function permissionOf(field: Field): Permission | null {
  const name = field.extensions['allow'];
  return typeof name === 'string' && name in PERMISSIONS ? (name as Permission) : null;
}

/** What a member may do before she has accepted the rules as they stand: everything about her own coming and going. */
const BEFORE_RULES = /^(session|account|consent|rules)\.|^thread\.markRead$/;
/** Her own language, for reading them. */
const BEFORE_RULES_TOO: ReadonlySet<string> = new Set(['setLocale']);

/** All that somebody may do while she looks at the house through other eyes. */
const STOPPING: ReadonlySet<string> = new Set(['stopViewingAs', 'signOut']);

function guard(field: Field, permission: Permission, root: boolean, writes: boolean): void {
  const whileEnrolling = !root || field.extensions['whileEnrolling'] === true;
  const stepUp = field.extensions['stepUp'] === true;
  const waits = writes && !BEFORE_RULES.test(permission) && !BEFORE_RULES_TOO.has(field.name);
  const resolve = field.resolve ?? defaultFieldResolver;
  const stops = writes && STOPPING.has(field.name);
  field.resolve = (source, args, ctx, info) => {
    const { viewingAs } = ctx.viewer;
    if (viewingAs && stops) return resolve(source, args, ctx, info) as unknown;
    if (viewingAs && writes) throw new ReadOnly();
    // What is a member's own (her drafts, her sessions, her letters) is not looked at with her eyes.
    if (viewingAs?.kind === 'member' && PERMISSIONS[permission].scope === 'own') throw new Forbidden();
    if (!holds(ctx.viewer, permission)) throw ctx.viewer.role === null ? new Unauthenticated() : new Forbidden();
    if (ctx.viewer.mustEnrol && !whileEnrolling) throw new SecondFactorRequired();
    if (stepUp && ctx.viewer.sessionId !== null && !ctx.viewer.provedRecently) throw new StepUpRequired();
    if (waits && ctx.viewer.rulesDue) throw new RulesDue();
    return resolve(source, args, ctx, info) as unknown;
  };
}
