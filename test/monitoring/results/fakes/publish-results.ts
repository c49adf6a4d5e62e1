/**
 * Publishes a file of results in a process of its own, whose memory its starter limits, and prints what came of it and
 * how long it took: `publish-results.js <file>`.
 */
import { readFile } from 'node:fs/promises';
import { domains } from '../../../../subgraphs/domains.js';
import { publishInside } from '../../../../subgraphs/kit/publishing/publish-inside.js';
import { openDatabase } from '../../../../subgraphs/kit/subgraph/open-database.js';
import { observationsTable } from '../../../../subgraphs/monitoring/imports/observations-table.js';

const [file] = process.argv.slice(2) as [string];
const orm = await openDatabase({ url: process.env.DATABASE_URL!, domains });
const content = await readFile(file);
const started = performance.now();
const receipt = await publishInside(orm, observationsTable, {
  municipality: 'kizel',
  filename: 'results.csv',
  content,
});
const tookMs = Math.round(performance.now() - started);
process.stdout.write(JSON.stringify({ ...receipt, issues: receipt.issues.slice(0, 3), tookMs }));
await orm.close(true);
