import {
  getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType, isScalarType, isUnionType,
  type GraphQLField, type GraphQLInputType, type GraphQLNamedType, type GraphQLOutputType, type GraphQLSchema,
} from 'graphql';
import type { Permission } from '@foyer/domain/access';

/** Values by argument name, dotted for fields of inputs (`input.body`). What is not named gets a value of its kind. */
export type Values = Readonly<Record<string, unknown>>;

/** One operation of the schema, asking for everything that it can answer. */
export interface Operation {
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  readonly permission: Permission;
  readonly document: string;
  /** Names of all arguments, dotted inside inputs. */
  readonly takes: ReadonlySet<string>;
  variables(values: Values): Record<string, unknown>;
}

/** Every query and mutation of the schema, written out from the schema itself: none can be forgotten. */
export function operationsOf(schema: GraphQLSchema): Operation[] {
  const of = (kind: Operation['kind'], fields: Record<string, GraphQLField<unknown, unknown>>): Operation[] => Object.values(fields).map((field) => operationOf(kind, field));
  return [...of('query', schema.getQueryType()?.getFields() ?? {}), ...of('mutation', schema.getMutationType()?.getFields() ?? {})];
}

function operationOf(kind: Operation['kind'], field: GraphQLField<unknown, unknown>): Operation {
  const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const takes = new Set<string>();
  for (const arg of field.args) collect(arg.name, arg.type, takes);
  return {
    name: field.name,
    kind,
    permission: field.extensions['allow'] as Permission,
    document: `${kind} Every${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${everythingOf(field.type)} }`,
    takes,
    variables: (values) => Object.fromEntries(field.args.map((arg) => [arg.name, valueOf(arg.name, arg.type, values)])),
  };
}

function collect(path: string, type: GraphQLInputType, into: Set<string>): void {
  into.add(path);
  const named = getNamedType(type);
  if (isInputObjectType(named)) for (const field of Object.values(named.getFields())) collect(`${path}.${field.name}`, field.type, into);
}

function everythingOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (isUnionType(named)) return `{ __typename ${named.getTypes().map((one) => `... on ${one.name} ${everythingOf(one)}`).join(' ')} }`;
  if (!isObjectType(named)) return '';
  return `{ __typename ${Object.values(named.getFields()).map((field) => `${field.name} ${everythingOf(field.type)}`).join(' ')} }`;
}

function valueOf(path: string, type: GraphQLInputType, values: Values): unknown {
  if (path in values && fits(values[path], getNamedType(type))) return values[path];
  if (!isNonNullType(type)) return undefined;
  const inner = type.ofType as GraphQLInputType;
  if (isListType(inner)) return [];
  if (isInputObjectType(inner)) return Object.fromEntries(Object.values(inner.getFields()).map((field) => [field.name, valueOf(`${path}.${field.name}`, field.type, values)]));
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (isScalarType(inner)) return { Int: 1, Float: 0.5, Boolean: true }[inner.name] ?? 'x';
  throw new Error(`No value for ${path}: ${String(type)}`);
}

/** A word that is none of an enumeration's would be refused before anything of the operation runs. */
const fits = (value: unknown, type: GraphQLNamedType): boolean => !isEnumType(type) || type.getValues().some(({ name }) => name === value);
