import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { schemaFolder } from '../../schema/contract/schema-folder.js';
import { domains } from '../../subgraphs/domains.js';
import { ask } from '../instance.js';
import { claimsOf, sign } from '../tokens.js';

const schema = buildSchema(readFileSync(`${schemaFolder}/api.graphql`, 'utf8'), { assumeValid: true });

/** Types whose things are stored, so that something may name one that is gone. */
const stored = new Set(domains.flatMap(({ entities }) => entities.map(({ name }) => name)));

/** Asks for all that things refer to, the lists from the root downwards, and gives what was refused. */
export async function danglingReferences(url: string): Promise<string[]> {
  const errors = new Set<string>();
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    const selection = rootSelection(field);
    if (!selection) continue;
    const { errors: refused } = await ask(url, `{ ${selection} }`, {}, await sign(claimsOf.region));
    for (const { path, extensions, message } of refused ?? []) {
      errors.add(`${extensions.code} ${(path ?? []).filter((key) => typeof key === 'string').join('.')} ${message}`);
    }
  }
  return [...errors];
}

function rootSelection(field: GraphQLField<unknown, unknown>): string | null {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return null;
  const args = field.args.flatMap(({ name, type: wanted }) => {
    if (name === 'first') return ['first: 500'];
    if (name === 'asOf' && isNonNullType(wanted)) return ['asOf: "2024-12-01"'];
    if (name === 'groupBy' && isNonNullType(wanted)) return ['groupBy: []'];
    return isNonNullType(wanted) ? [null] : [];
  });
  if (args.includes(null)) return null;
  const nodes = type.getFields().nodes;
  const of = nodes ? (getNamedType(nodes.type) as GraphQLObjectType) : type;
  const inner = referencesOf(of);
  if (inner === '') return null;
  const given = args.length > 0 ? `(${args.join(', ')})` : '';
  return `${field.name}${given} { ${nodes ? `nodes { ${inner} }` : inner} }`;
}

/** Every field that leads to a stored thing without an argument that must be given, with what each of them always has. */
function referencesOf(type: GraphQLObjectType): string {
  return Object.values(type.getFields())
    .flatMap((field) => {
      const target = getNamedType(field.type);
      if (!isObjectType(target) || field.args.some(({ type: wanted }) => isNonNullType(wanted))) return [];
      const nodes = target.getFields().nodes;
      const thing = nodes ? (getNamedType(nodes.type) as GraphQLObjectType) : target;
      if (!stored.has(thing.name)) return [];
      const plain = `{ ${leavesOf(thing)} }`;
      return [nodes ? `${field.name}(first: 20) { nodes ${plain} }` : `${field.name} ${plain}`];
    })
    .join(' ');
}

function leavesOf(type: GraphQLObjectType): string {
  return Object.values(type.getFields())
    .filter(({ type: leaf, args }) => isNonNullType(leaf) && isLeafType(leaf.ofType) && args.length === 0)
    .map(({ name }) => name)
    .join(' ');
}
