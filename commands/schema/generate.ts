import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { composeServices } from '@theguild/federation-composition';
import { Kind, parse, print, printSchema } from 'graphql';
import { readSupergraph } from '../../gateway/supergraph/index.js';
import { directiveDefinitions, operationDirectives } from '../../schema/contract/directives.js';
import { schemaFolder } from '../../schema/contract/schema-folder.js';
import { domains } from '../../subgraphs/domains.js';
import { subgraphSdl } from '../../subgraphs/kit/subgraph/index.js';
import { keepOrder } from './keep-order.js';

/** Every generated schema file by name. A test compares them with what is committed. */
export function schemaFiles(): Record<string, string> {
  const subgraphs = domains.map((domain) => ({
    name: domain.name,
    sdl: keepOrder(subgraphSdl(domain), committed(domain.name)),
  }));
  const supergraph = describeDirectives(compose(subgraphs));
  return {
    ...Object.fromEntries(subgraphs.map(({ name, sdl }) => [`${name}.graphql`, `${sdl}\n`])),
    'supergraph.graphql': `${supergraph}\n`,
    'api.graphql': `${printSchema(readSupergraph(supergraph).publicSchema)}\n`,
  };
}

/** A subgraph's SDL as it stands; empty for a new one. */
function committed(subgraph: string): string {
  const file = path.join(schemaFolder, `${subgraph}.graphql`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The supergraph, with the places where `npm start` serves the first owner's subgraphs. */
function compose(subgraphs: readonly { name: string; sdl: string }[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, url: `http://127.0.0.1:4001/subgraphs/${name}`, typeDefs: parse(sdl) })),
  );
  if (!supergraphSdl)
    throw new Error(`The subgraphs do not compose:\n${errors?.map((error) => error.message).join('\n')}`);
  return supergraphSdl;
}

/** Gives the directives back what they and their arguments mean: composition keeps descriptions of all else only. */
function describeDirectives(supergraph: string): string {
  const described = new Map(
    parse(directiveDefinitions + operationDirectives, { noLocation: true }).definitions.flatMap((definition) =>
      definition.kind === Kind.DIRECTIVE_DEFINITION ? [[definition.name.value, print(definition)] as const] : [],
    ),
  );
  let text = supergraph;
  // From the last to the first, so that the places of those before stay right.
  for (const definition of parse(supergraph).definitions.toReversed()) {
    if (definition.kind !== Kind.DIRECTIVE_DEFINITION) continue;
    const { start, end } = definition.loc!;
    text = text.slice(0, start) + (described.get(definition.name.value) ?? text.slice(start, end)) + text.slice(end);
  }
  return text;
}
