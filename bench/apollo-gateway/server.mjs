// Apollo Gateway as its documentation sets it up, in production, without reporting.
import { readFile } from 'node:fs/promises';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

const supergraphSdl = await readFile(process.argv[2], 'utf8');
const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }), nodeEnv: 'production' });
const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
process.send({ type: 'ready', url });
process.on('disconnect', () => process.exit(0));
