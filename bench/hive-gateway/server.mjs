// Hive Gateway's runtime with its default settings, without reporting, the caller's token forwarded.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';

const gateway = createGatewayRuntime({
  supergraph: await readFile(process.argv[2], 'utf8'),
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({ authorization: request.headers.get('authorization') ?? undefined }),
  },
  logging: false,
});
const server = createServer(gateway);
server.listen(0, '127.0.0.1', () => {
  process.send({ type: 'ready', url: `http://127.0.0.1:${server.address().port}/graphql` });
});
process.on('disconnect', () => process.exit(0));
