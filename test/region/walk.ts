import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isEnumType, isRequiredArgument } from 'graphql';
import { schemaFolder } from '../../schema/contract/schema-folder.js';
import type { Answer } from '../instance.js';

/** Every connection that can be asked for at the root, in every order that it has: as a field with a hole for its page. */
export function rootConnections(): [title: string, field: string][] {
  const schema = buildSchema(readFileSync(`${schemaFolder}/api.graphql`, 'utf8'));
  return Object.values(schema.getQueryType()!.getFields()).flatMap(({ name, type, args }) => {
    if (!getNamedType(type).name.endsWith('Connection')) return [];
    const order = args.find((argument) => argument.name === 'orderBy');
    const orders = order && getNamedType(order.type);
    const needed = args
      .filter(isRequiredArgument)
      .map(({ name }) => `, ${name}: "${name === 'text' ? 'план' : '2024-09-01'}"`);
    const values = isEnumType(orders) ? orders.getValues().map((value) => `, orderBy: ${value.name}`) : [''];
    return values.map((value): [string, string] => [`${name}${value}`, `${name}(PAGE${value}${needed.join('')})`]);
  });
}

/** The cursors of all rows in their order, met page by page, from the beginning or from the end. */
export async function walk(
  ask: (query: string) => Promise<Answer>,
  field: string,
  size: number,
  isBackward: boolean,
): Promise<string[]> {
  const met: string[] = [];
  const [name, more, next] = isBackward
    ? ['last', 'hasPreviousPage', 'startCursor']
    : ['first', 'hasNextPage', 'endCursor'];
  for (let from = ''; ; ) {
    const place = from && `, ${isBackward ? 'before' : 'after'}: "${from}"`;
    const page = field.replace('PAGE', `${name}: ${size}${place}`);
    const { data, errors } = await ask(`{ page: ${page} { edges { cursor } pageInfo { ${more} ${next} } } }`);
    if (errors) throw new Error(JSON.stringify(errors));
    const cursors = data.page.edges.map(({ cursor }: { cursor: string }) => cursor);
    if (isBackward) met.unshift(...cursors);
    else met.push(...cursors);
    if (!data.page.pageInfo[more]) return met;
    from = data.page.pageInfo[next];
  }
}
