import { createServer } from 'node:http';
import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  parse,
  print,
  printSchema,
  validate,
  visit,
} from 'graphql';
import { readSchema } from '../../gateway/hub/plan/merge-schema.js';
import { schemaFingerprint } from '../../schema/contract/fingerprint.js';
import type { ErrorCode } from '../../schema/errors/catalogue.js';
import { listen, sendJson } from './servers.js';
import { answerOf, partOf, schema, type World } from './world.js';
import { worldSdl } from './world-sdl.js';

/** An owner that serves a schema of its own, and refuses what is not in it, as an instance does. */
export async function serveVersion(world: World, code: string, change: (sdl: string) => string = (sdl) => sdl) {
  const part = partOf(world, code);
  const calls: string[] = [];
  const server = await listen(
    createServer(async (request, response) => {
      const { sdl, served } = owner;
      const fingerprint = schemaFingerprint(served);
      if (request.url === '/schema') {
        owner.looks++;
        if (owner.schemaIs === 'silent') return;
        if (owner.schemaIs === 'missing') return sendJson(response, {}, 404);
        return sendJson(response, owner.schemaIs === 'other' ? { sdl, fingerprint: 'x' } : { sdl, fingerprint });
      }
      if (request.url === '/version') return sendJson(response, { owners: owner.owners });
      let body = '';
      for await (const chunk of request) body += chunk;
      const { query, variables } = JSON.parse(body);
      calls.push(query);
      const errors = refusalsOf(served, parse(query), variables);
      const answer = errors.length > 0 ? { errors } : await answerOf(part, query, variables);
      sendJson(response, answer, errors.length > 0 ? 400 : 200, { 'x-schema': fingerprint });
    }),
  );
  const owner = {
    calls,
    owners: [code],
    looks: 0,
    schemaIs: 'served' as 'served' | 'silent' | 'missing' | 'other',
    ...schemaOf(change),
    code,
    url: `http://127.0.0.1:${server.port}/graphql`,
    upgrade: (to: (sdl: string) => string) => Object.assign(owner, schemaOf(to)),
    close: () => server[Symbol.asyncDispose](),
  };
  return owner;
}

function refusalsOf(served: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown>) {
  const refused = (code: ErrorCode) => (message: string) => ({ message, extensions: { code } });
  const refusals = validate(served, document);
  if (refusals.length > 0) return refusals.map(({ message }) => refused('OPERATION_INVALID')(message));
  const { variableDefinitions = [] } = getOperationAST(document)!;
  const { errors = [] } = getVariableValues(served, variableDefinitions, variables);
  return errors.map(({ message }) => refused('BAD_VARIABLE')(message));
}

function schemaOf(change: (sdl: string) => string) {
  const changed = change(worldSdl);
  const served = changed === worldSdl ? schema : readSchema(changed).schema;
  return { served, sdl: printSchema(served) };
}

/** Without a field of a type, an argument of a field, or a value of an enum: «Type.field», «Type.field(argument:)». */
export const without =
  (...places: string[]) =>
  (sdl: string) => {
    const absent = new Set(places);
    const drop = (place: string) => (absent.delete(place) ? null : undefined);
    const document = visit(parse(sdl), {
      enter(node, _key, _parent, _path, ancestors) {
        if (!('name' in node) || !node.name) return undefined;
        const [type, field] = ancestors.flatMap((above) =>
          'kind' in above && 'name' in above && above.name ? [above.name.value] : [],
        );
        return drop(field ? `${type}.${field}(${node.name.value}:)` : `${type}.${node.name.value}`);
      },
    });
    if (absent.size > 0) throw new Error(`Expected ${[...absent]} in the schema.`);
    return print(document);
  };
