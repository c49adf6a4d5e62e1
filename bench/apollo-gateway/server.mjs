// Apollo Gateway as its documentation sets it up, in production, without reporting, the caller's token forwarded.
import { readFile } from 'node:fs/promises';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

class Subgraph extends RemoteGraphQLDataSource {
  willSendRequest({ request, context }) {
    if (context.authorization) request.http.headers.set('authorization', context.authorization);
  }
}

const supergraphSdl = await readFile(process.argv[2], 'utf8');
const gateway = new ApolloGateway({ supergraphSdl, buildService: ({ url }) => new Subgraph({ url }) });
const server = new ApolloServer({ gateway, nodeEnv: 'production' });
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  context: async ({ req }) => ({ authorization: req.headers.authorization }),
});
process.send({ type: 'ready', url });
process.on('disconnect', () => process.exit(0));
