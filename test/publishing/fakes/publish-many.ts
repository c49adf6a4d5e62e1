/** Publishes a list of so many institutions, and says what came of it and by how many megabytes its memory grew. */
import { domains } from '../../../subgraphs/domains.js';
import { institutionsTable } from '../../../subgraphs/institutions/imports/institutions-table.js';
import { change } from '../../../subgraphs/kit/publishing/change.js';
import { publish } from '../../../subgraphs/kit/publishing/publish.js';
import { openDatabase } from '../../../subgraphs/kit/subgraph/open-database.js';

const peak = () => Math.round(process.resourceUsage().maxRSS / 1024);

// It is about memory: on a busy machine a statement takes as long as it takes.
const orm = await openDatabase({ url: process.env.DATABASE_URL!, domains, statementTimeoutMs: 120_000 });
const rows = Array.from({ length: Number(process.argv[2]) }, (_, i) => `МБДОУ «Детский сад № ${i + 1}»;${i % 300}\r\n`);
const content = Buffer.from(`Полное наименование;Мощность\r\n${rows.join('')}`);
const before = peak();
const file = { municipality: 'kizel', filename: 'list.csv', content };
const reading = await institutionsTable.parse(file);
const action = { action: 'publishTable', target: 'kizel', caller: null, requestId: null };
const { created, issues } = await change(orm, action, (em, at) =>
  publish(em, at, institutionsTable, file, reading, { publishedBy: null }),
);
await orm.close(true);
process.stdout.write(JSON.stringify({ created, issues, grownBy: peak() - before }));
