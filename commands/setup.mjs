// Runs before every npm command, on whatever Node the machine has: installs what the lockfile says when that is not
// what lies in node_modules, then compiles. Plain JavaScript, because nothing is installed yet.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from './setup/compile.mjs';
import { areInstalled, install, isNodePinned, pinnedNode } from './setup/packages.mjs';
import { fail, say } from './setup/say.mjs';
import { takeTurn } from './setup/turn.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const major = (version) => Number.parseInt(version, 10);

if (major(process.versions.node) < 20) fail(`Node 20 or newer is expected, this is ${process.version}.`);
await takeTurn(path.join(root, 'dist', '.setup'));
if (!areInstalled(root)) await install(root);
if (!isNodePinned(root)) {
  const remedy = 'The install scripts of packages did not run (--ignore-scripts?): allow them and run «npm rebuild».';
  const wanted = pinnedNode(root);
  if (major(process.versions.node) < major(wanted))
    fail(`Node ${wanted} is expected, this is ${process.version}. ${remedy}`);
  say(`Going on with Node ${process.version} instead of ${wanted}. ${remedy}`);
}
compile(root);
