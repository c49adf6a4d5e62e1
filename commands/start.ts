import { run } from './local/run.js';

await run();
