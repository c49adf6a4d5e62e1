import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type OutgoingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../commands/config.js';
import { bomb } from '../documents/formats/bomb.js';
import { type Answer, ask, owners, seededDatabase } from '../instance.js';
import { type TestDatabase, testDatabase } from '../postgres.js';
import { staffToken } from '../tokens.js';

/** An instance with a small heap, in a process of its own, so that its memory is its own. */
let instance: { child: ChildProcess; url: string };
let database: TestDatabase;
/** Its working folder, its home and its place for temporary files: what it leaves on disk, it leaves here. */
let folder: string;
let env: NodeJS.ProcessEnv;
const fake = (name: string) => path.join(projectFolder, `dist/test/publishing/fakes/${name}.js`);
const megabyte = 2 ** 20;
const gigabyte = 2 ** 30;

beforeAll(async () => {
  database = await testDatabase({ template: seededDatabase(owners.filter(({ code }) => code === 'kizel')) });
  folder = await mkdtemp(path.join(tmpdir(), 'watched-'));
  env = { ...process.env, DATABASE_URL: database.url, TMPDIR: folder, HOME: folder };
  const child = spawn(process.execPath, ['--max-old-space-size=192', fake('watched-instance')], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ url }] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('It did not start.'))),
  ]);
  instance = { child, url };
});
afterEach(async () => {
  expect(await readdir(folder)).toEqual([]);
});
afterAll(async () => {
  instance?.child.kill('SIGKILL');
  await database?.[Symbol.asyncDispose]();
  if (folder) await rm(folder, { recursive: true });
});

describe('An instance with a small heap', () => {
  it('leaves nothing on disk but in its database', async () => {
    const { data } = await publish('list.csv', Buffer.from('Полное наименование\nМБДОУ № 1\n'), { dryRun: true });
    expect(data.receipt).toMatchObject({ created: 1, issues: [] });
  });

  it.each<[string, 'docx' | 'xlsx', 'tags' | 'noise', declared: number | undefined, code: string, message: string]>([
    ['a document of a gigabyte of tags', 'docx', 'tags', undefined, 'FILE_TOO_LARGE', 'сжата больше чем в 100 раз'],
    ['a book of a gigabyte of tags', 'xlsx', 'tags', undefined, 'FILE_TOO_LARGE', 'сжата больше чем в 100 раз'],
    ['a document of a gigabyte that shrinks less', 'docx', 'noise', undefined, 'FILE_TOO_LARGE', 'больше 100 МБ'],
    ['a book of a gigabyte that shrinks less', 'xlsx', 'noise', undefined, 'FILE_TOO_LARGE', 'больше 256 МБ'],
    ['a document that says it is small', 'docx', 'tags', 1000, 'FILE_BROKEN', 'повреждён'],
    ['a book that says it is small', 'xlsx', 'tags', megabyte, 'FILE_BROKEN', 'повреждён'],
  ])('refuses %s without unpacking it', async (_, kind, content, declared, code, message) => {
    const bytes = officeBomb(kind, content, declared);
    const before = await peak();
    const { data } = await publish(`a.${kind}`, bytes);
    expect(data.receipt).toMatchObject({ created: 0, publication: null });
    expect(data.receipt.issues).toEqual([{ code, message: expect.stringContaining(message) }]);
    // The request itself is held several times: as bytes, as text, and as the file in it.
    expect((await peak()) - before).toBeLessThan(32 + (8 * bytes.length) / megabyte);
  });

  it.each<[string, OutgoingHttpHeaders]>([
    ['that does not say its length', {}],
    ['that says it', { 'content-length': gigabyte }],
  ])('refuses a line of a gigabyte %s, and closes the connection', async (_, headers) => {
    const before = await peak();
    const { status, sent } = await sendLine(headers);
    // Whoever goes on sending may be cut off before he reads why: with a reset the answer is lost.
    expect([413, null]).toContain(status);
    // What fits into buffers on the way comes on top of the limit.
    expect(sent).toBeLessThan(('content-length' in headers ? 16 : 48) * megabyte);
    expect((await peak()) - before).toBeLessThan(96);
    expect((await ask(instance.url, '{ municipalities { code } }')).status).toBe(200);
  });
});

describe('A list of 40 000 institutions', () => {
  it('is published within a heap of 256 MB', async () => {
    const options = { cwd: folder, env };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--max-old-space-size=256', fake('publish-many'), '40000'],
      options,
    );
    const { grownBy, ...receipt } = JSON.parse(stdout);
    expect(receipt).toEqual({ created: 40_000, issues: [] });
    expect(grownBy).toBeLessThan(400);
  }, 300_000);
});

async function peak(): Promise<number> {
  instance.child.send('peak');
  const [answer] = await once(instance.child, 'message');
  return answer.peak;
}

async function publish(filename: string, content: Buffer, more: object = {}): Promise<Answer> {
  const isDocument = filename.endsWith('docx');
  const [field, kind] = isDocument ? ['Document', {}] : ['Table', { kind: 'INSTITUTIONS' }];
  const query = `mutation ($input: Publish${field}Input!) { receipt: publish${field}(input: $input) {
    created publication { rows } issues { code message } } }`;
  const input = { municipality: 'kizel', filename, contentBase64: content.toString('base64'), ...kind, ...more };
  return ask(instance.url, query, { input }, await staffToken('kizel'));
}

/** Sends a request with one line that is made while it is sent, until the other side closes. */
async function sendLine(more: OutgoingHttpHeaders): Promise<{ status: number | null; sent: number }> {
  const authorization = `Bearer ${await staffToken('kizel')}`;
  const headers = { 'content-type': 'application/json', authorization, ...more };
  const outgoing = request(instance.url, { method: 'POST', headers });
  const piece = Buffer.alloc(2 ** 16, 'A');
  let status: number | null = null;
  let sent = 0;
  const closed = new Promise((resolve) => outgoing.once('close', resolve).on('error', () => {}));
  outgoing.on('response', (response) => {
    status = response.statusCode ?? null;
    response.resume();
  });
  outgoing.write('{"query":"');
  // A turn of the event loop between pieces: who only writes never reads why he is refused.
  const sendMore = () => {
    if (outgoing.destroyed || sent >= gigabyte) return;
    sent += piece.length;
    if (outgoing.write(piece)) setImmediate(sendMore);
    else outgoing.once('drain', () => setImmediate(sendMore));
  };
  sendMore();
  await closed;
  return { status, sent };
}

const related = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relation = (type: string, target: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${related}/${type}" Target="${target}"/></Relationships>`;

/** An office file whose main part is a gigabyte long. */
function officeBomb(kind: 'docx' | 'xlsx', content: 'tags' | 'noise', declared?: number): Buffer {
  const [main, part, word] =
    kind === 'docx'
      ? ['word/document.xml', 'word/document.xml', 'wordprocessingml.document']
      : ['xl/workbook.xml', 'xl/worksheets/sheet1.xml', 'spreadsheetml.sheet'];
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="t"><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${word}.main+xml"/></Types>`,
    '_rels/.rels': relation('officeDocument', main),
  };
  if (kind === 'xlsx') {
    parts['xl/workbook.xml'] =
      `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${related}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`;
    parts['xl/_rels/workbook.xml.rels'] = relation('worksheet', 'worksheets/sheet1.xml');
  }
  const tags = '<b></b>';
  const piece = content === 'tags' ? tags.repeat(megabyte / tags.length) : `${tags}${noise(13_500)}`.padEnd(megabyte);
  return bomb(parts, { name: part, head: '<a>', piece, bytes: gigabyte, declared });
}

/** Signs that hardly shrink, always the same. */
function noise(length: number): string {
  return createHash('shake256', { outputLength: length }).digest('base64').slice(0, length);
}
