import { fakeProgram } from './program.js';

await fakeProgram(process.env.HUB_PORT, {});
