/** An instance of Kizel as a process that ends as the command does. */
import { runService } from '../../../commands/dev/service.js';
import { startInstance } from '../../../subgraphs/instance.js';
import { accept } from '../../tokens.js';

await runService({ program: 'instance' }, async () => {
  const instance = await startInstance({
    owners: ['kizel'],
    databaseUrl: process.env.DATABASE_URL!,
    port: Number(process.env.TEST_PORT),
    authenticate: accept(),
  });
  return { ready: { url: `${instance.server.url}/graphql` }, close: () => instance.close() };
});
