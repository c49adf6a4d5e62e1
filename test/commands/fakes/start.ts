import { fileURLToPath } from 'node:url';
import { runAll } from '../../../commands/dev/run.js';

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

await runAll({
  programs: { instance: file('instance.js'), hub: file('hub.js') },
  backoff: { first: 10, most: 40, steady: 60_000 },
  sameSignalMs: 0,
});
