import { registerHooks } from 'node:module';
import { parentPort } from 'node:worker_threads';

/** Runs in a worker thread: reads each file that it is sent, and says which packages were loaded for it. */
const packages = new Set<string>();
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const name = /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(resolved.url)?.[1];
    if (name) packages.add(name);
    return resolved;
  },
});

const documents = await import('../../../subgraphs/documents/index.js');

export interface FileToRead {
  filename: string;
  bytes: Uint8Array;
  /** Headings of the table; a document where there are none. */
  headings?: string[];
}

parentPort?.on('message', async ({ filename, bytes, headings }: FileToRead) => {
  const file = Buffer.from(bytes);
  const reading = headings ? await table(filename, file, headings) : await document(filename, file);
  parentPort?.postMessage({ ...reading, packages: [...packages].sort() });
});

async function document(filename: string, bytes: Buffer) {
  const { content, issues } = await documents.readDocumentFile(filename, bytes);
  const deadlines = content?.document.plans.flatMap(({ period, measures }) =>
    measures.map(({ deadlineText }) => documents.readDeadline(deadlineText ?? '', { planPeriod: period })),
  );
  const parties = content && documents.readParties(content.document, content.text);
  return { content, issues, deadlines, parties };
}

function table(filename: string, bytes: Buffer, headings: string[]) {
  return documents.readOrRefuse(async (issues) => {
    const isHead = (cells: readonly string[]) => headings.every((heading) => cells.includes(heading));
    const rows = [];
    for await (const row of documents.readTableFile(filename, bytes, isHead, issues)) rows.push(row);
    return rows;
  });
}
