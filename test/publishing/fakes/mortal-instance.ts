/** An instance of Kizel that ends by kill -9 at the point which it is told. */
import { startInstance } from '../../../subgraphs/instance.js';
import { type CrashPoint, onReach } from '../../../subgraphs/kit/publishing/crash-points.js';
import { accept } from '../../tokens.js';

let deadly: CrashPoint | undefined;
onReach((point) => {
  if (point === deadly) process.kill(process.pid, 'SIGKILL');
});
process.on('message', (point: CrashPoint) => {
  deadly = point;
  process.send!({ type: 'armed' });
});
process.on('disconnect', () => process.exit(0));

const instance = await startInstance({
  owners: ['kizel'],
  databaseUrl: process.env.DATABASE_URL!,
  authenticate: accept(),
});
process.send!({ type: 'ready', url: `${instance.server.url}/graphql` });
