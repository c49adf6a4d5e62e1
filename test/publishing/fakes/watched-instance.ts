/** An instance of Kizel that says how much memory it has taken at most, in megabytes. */
import { startInstance } from '../../../subgraphs/instance.js';
import { accept } from '../../tokens.js';

process.on('message', () => process.send!({ peak: Math.round(process.resourceUsage().maxRSS / 1024) }));
process.on('disconnect', () => process.exit(0));

const instance = await startInstance({
  owners: ['kizel'],
  databaseUrl: process.env.DATABASE_URL!,
  authenticate: accept(),
});
process.send!({ url: `${instance.server.url}/graphql` });
