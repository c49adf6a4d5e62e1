import './node-version.js';
import { runAll } from './dev/run.js';
import { answerHelp } from './settings/programs.js';

answerHelp('start');
const unknown = process.argv.slice(2).filter((argument) => argument !== '--without-synthetic');
if (unknown.length > 0) {
  process.stderr.write(`Expected nothing or --without-synthetic, got ${unknown.join(' ')}.\n`);
  process.exit(2);
}
// The instances are started with this environment.
if (process.argv.includes('--without-synthetic')) process.env.HUB_SYNTHETIC = 'off';
await runAll();
