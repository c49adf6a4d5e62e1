/**
 * Measures how readable the sources are, against the budget in `commands/measures/budget.json`: `npm run measures`.
 * `-- --list 'casts in the product'` prints every place of a measure, `-- --lower` takes off the budget what was mended.
 */
import './node-version.js';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { exceeded, lowered } from './measures/budget.js';
import { measure } from './measures/measures.js';
import { readSources } from './measures/source-file.js';

const root = process.cwd();
const file = path.join(root, 'commands/measures/budget.json');
const { list, lower } = parseArgs({ options: { list: { type: 'string' }, lower: { type: 'boolean' } } }).values;
const budget = JSON.parse(readFileSync(file, 'utf8'));
const measures = measure(readSources(root));

for (const { name, places } of measures) {
  const allowed = budget[name] ?? 0;
  const room = allowed > places.length ? ', lower it: npm run measures -- --lower' : '';
  process.stdout.write(`${String(places.length).padStart(5)}  ${name} (at most ${allowed}${room})\n`);
  if (list === name) for (const place of places) process.stdout.write(`         ${place}\n`);
}
for (const { name, places } of exceeded(measures, budget)) {
  process.stderr.write(`\nMore ${name} than the budget allows: at most ${budget[name] ?? 0}, got ${places.length}\n`);
  for (const place of places) process.stderr.write(`  ${place}\n`);
  process.exitCode = 1;
}
if (lower) writeFileSync(file, `${JSON.stringify(lowered(measures, budget), null, 2)}\n`);
