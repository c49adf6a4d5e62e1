import { type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import { callLocally, Supergraph } from '../../gateway/supergraph/index.js';

/** Answers one operation from subgraphs that live in this process. */
export async function ask(supergraphSdl: string, subgraphs: Record<string, GraphQLSchema>, text: string) {
  const supergraph = await Supergraph.load(supergraphSdl, callLocally(subgraphs));
  try {
    const document = parse(text);
    const errors = validate(supergraph.schema, document);
    const operation = getOperationAST(document);
    if (errors.length > 0 || !operation) return { errors };
    const { signal } = new AbortController();
    return await supergraph.execute({ document, operation, variables: {}, context: {}, signal });
  } finally {
    await supergraph.close();
  }
}
