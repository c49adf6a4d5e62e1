import { hash } from 'node:crypto';
import { type GraphQLSchema, printSchema } from 'graphql';

/** The header by which an endpoint says in each answer which schema it answers. */
export const schemaHeader = 'x-schema';

const fingerprints = new WeakMap<GraphQLSchema, string>();

/** The same for the same schema, descriptions included; servers of different versions tell by it that they are. */
export function schemaFingerprint(schema: GraphQLSchema): string {
  const fingerprint = fingerprints.get(schema) ?? hash('sha256', printSchema(schema), 'base64url');
  fingerprints.set(schema, fingerprint);
  return fingerprint;
}
