import { fakeProgram } from './program.js';

const code = process.argv[2]!;
if (code === 'broken') {
  console.error('Error: the migration failed');
  console.error('    at somewhere (migrate.ts:1:1)');
  process.exit(1);
}
if (code === 'talkative') {
  for (const level of ['info', 'warn']) {
    console.error(JSON.stringify({ level, program: 'instance', requestId: 'r-1', msg: `what is ${level}` }));
  }
}
await fakeProgram(process.env.HUB_INSTANCE_PORT, {
  ...{ version: 7, acts: 1, measures: code.length },
  synthetic: process.env.HUB_SYNTHETIC === 'on',
});
if (code === 'stubborn') process.removeAllListeners('SIGTERM').on('SIGTERM', () => console.error('not now'));
