import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { docx } from '../documents/formats/office.js';
import { type Answer, ask, owners, startSeededInstance } from '../instance.js';
import { orderOf, orderWith, publishDocument, row, withdraw } from './client.js';

let instance: Instance;
let url: string;
beforeAll(async () => {
  instance = await startSeededInstance(owners);
  url = `${instance.server.url}/graphql`;
});
afterAll(() => instance?.close());

const receiptOf = ({ data, errors }: Answer) => {
  expect(errors).toBeUndefined();
  return data.publishDocument;
};
const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;
const countsOf = ({ created, updated, unchanged, removed }: Record<string, number>) => ({
  created,
  updated,
  unchanged,
  removed,
});

let numbers = 100;
/** An order of its own for each test. */
function newOrder() {
  const number = String(numbers++);
  const text = (...titles: string[]) =>
    orderWith(
      titles.map((title, index) => row(index + 1, title)),
      { number },
    );
  return { number, text, publish: (titles: string[], input?: object) => publishDocument(url, text(...titles), input) };
}

const state = async () => {
  const { data, extensions } = await ask(
    url,
    '{ publications(first: 500) { totalCount } measures(first: 500) { nodes { id title } } }',
  );
  return { data, version: extensions.coverage.sources[0].version };
};

describe('Publishing a document', () => {
  it('stores its act, instructions, plan and measures, and says so', async () => {
    const order = newOrder();
    const receipt = receiptOf(await order.publish(['Провести мониторинг', 'Подготовить отчёт']));
    expect(countsOf(receipt)).toEqual({ created: 6, updated: 0, unchanged: 0, removed: 0 });
    expect(receipt.publication).toMatchObject({
      version: 1,
      status: 'PUBLISHED',
      filename: 'order.txt',
      rows: 2,
      supersedes: null,
    });
    expect(
      receipt.publication.changes.nodes.map(({ kind, type, label }: Record<string, string>) => [kind, type, label]),
    ).toEqual([
      ['CREATED', 'LegalAct', 'Об утверждении плана мероприятий'],
      ['CREATED', 'Instruction', 'Утвердить план мероприятий на 2024 год.'],
      ['CREATED', 'Instruction', 'Контроль за исполнением приказа оставляю за собой.'],
      ['CREATED', 'ActionPlan', 'План мероприятий на 2024 год'],
      ['CREATED', 'Measure', 'Провести мониторинг'],
      ['CREATED', 'Measure', 'Подготовить отчёт'],
    ]);
  });

  it.each(owners.map(({ code }) => code))('of %s again, as it was published before, changes nothing', async (code) => {
    const before = await state();
    for (const filename of ['order.txt', 'another name.txt']) {
      const receipt = receiptOf(await publishDocument(url, orderOf(code), { municipality: code, filename }));
      expect(countsOf(receipt)).toMatchObject({ created: 0, updated: 0, removed: 0 });
      expect(receipt.unchanged).toBeGreaterThan(5);
      expect(receipt.publication).toMatchObject({ version: 1, status: 'PUBLISHED' });
    }
    expect(await state()).toEqual(before);
  });

  it('in a new version changes what differs, and tells each difference', async () => {
    const order = newOrder();
    const first = receiptOf(await order.publish(['Провести мониторинг', 'Подготовить отчёт', 'Обучить педагогов']));
    const second = receiptOf(await order.publish(['Провести мониторинг', 'Подготовить отчёты', 'Издать сборник']));
    expect(countsOf(second)).toEqual({ created: 1, updated: 2, unchanged: 4, removed: 1 });
    expect(second.publication).toMatchObject({
      version: 2,
      supersedes: { id: first.publication.id, status: 'SUPERSEDED' },
    });
    const measures = second.publication.changes.nodes.filter(({ type }: { type: string }) => type === 'Measure');
    const ids = first.publication.changes.nodes.slice(-3).map(({ node }: { node: string }) => node);
    expect(measures).toMatchObject([
      {
        kind: 'UPDATED',
        node: ids[1],
        label: 'Подготовить отчёты',
        fields: [{ field: 'title', before: 'Подготовить отчёт', after: 'Подготовить отчёты' }],
      },
      { kind: 'CREATED', label: 'Издать сборник', fields: [] },
      { kind: 'REMOVED', node: ids[2], label: 'Обучить педагогов', fields: [] },
    ]);
    expect(ids).not.toContain(measures[1].node);
  });

  it('of Word again as text is a new version of the same act, in which every measure stayed', async () => {
    const order = newOrder();
    const text = order.text('Провести мониторинг', 'Подготовить отчёт');
    const lines = text.trimEnd().split('\n');
    const head = lines.findIndex((line) => line.startsWith('№ п/п'));
    const table = { rows: lines.slice(head).map((line) => line.split('\t')) };
    const word = await docx([...lines.slice(0, head), table]);
    const first = receiptOf(await publishDocument(url, word, { filename: 'order.docx' }));
    expect(first).toMatchObject({ created: 6, publication: { version: 1, rows: 2 } });
    const second = receiptOf(await publishDocument(url, text));
    expect(second).toMatchObject({ created: 0, removed: 0, publication: { version: 2 } });
    const changed = second.publication.changes.nodes.map(({ type }: { type: string }) => type);
    expect(changed).not.toContain('Measure');
    expect(receiptOf(await publishDocument(url, text)).publication.version).toBe(2);
  });

  it('leaves a measure that stayed pointing to the publication that has its present place', async () => {
    const order = newOrder();
    const first = receiptOf(await order.publish(['Провести мониторинг']));
    const second = receiptOf(await order.publish(['Подготовить отчёт', 'Провести мониторинг']));
    const id = first.publication.changes.nodes.at(-1).node;
    const { data } = await ask(
      url,
      '{ measures(first: 500) { nodes { id provenance { publication line } plan { act { text } } } } }',
    );
    const { provenance, plan } = data.measures.nodes.find((measure: { id: string }) => measure.id === id);
    expect(provenance[0].publication).toBe(second.publication.id);
    expect(plan.act.text.split('\n')[provenance[0].line - 1]).toContain('Провести мониторинг');
  });

  it('only tried tells what would come of it, and stores nothing', async () => {
    const order = newOrder();
    receiptOf(await order.publish(['Провести мониторинг']));
    const before = await state();
    const tried = receiptOf(await order.publish(['Провести мониторинг', 'Обучить педагогов'], { dryRun: true }));
    expect(tried).toMatchObject({ created: 1, updated: 1, unchanged: 4, removed: 0, dryRun: true, publication: null });
    expect(await state()).toEqual(before);
  });

  it.each([
    ['no act and no plan', 'Новость дня\nСегодня открылся сад.\n', {}, 'NOTHING_READ'],
    ['a file that is no document', Buffer.from('%PDF-1.7 …'), { filename: 'order.pdf' }, 'FILE_FORMAT'],
    ['an empty file', '', {}, 'FILE_BROKEN'],
    ['a NUL', `${orderWith([row(1, 'Провести мониторинг')])}\0`, {}, 'CHARACTER_INVALID'],
  ])('of which nothing can be read, as of %s, is refused with the reason', async (_, content, input, code) => {
    const before = await state();
    const receipt = receiptOf(await publishDocument(url, content, input));
    expect(receipt).toMatchObject({
      created: 0,
      unchanged: 0,
      publication: null,
      issues: [{ code, severity: 'ERROR' }],
    });
    expect(await state()).toEqual(before);
  });

  it.each([
    ['no base64', { contentBase64: 'ё' }, 'BAD_ARGUMENT'],
    ['base64 cut off', { contentBase64: 'YWJ' }, 'BAD_ARGUMENT'],
    ['a path for a name', { filename: '../order.txt' }, 'BAD_ARGUMENT'],
    ['an idempotency key that is too short', { idempotencyKey: 'x' }, 'BAD_ARGUMENT'],
    ['an owner who is not here', { municipality: 'moscow' }, 'UNKNOWN_MUNICIPALITY'],
  ])('with %s is refused', async (_, input, code) => {
    expect(codeOf(await publishDocument(url, orderOf('kizel'), input))).toBe(code);
  });

  it('with the version expected is refused where another is met, which it names', async () => {
    const order = newOrder();
    expect(receiptOf(await order.publish(['А'], { expectedVersion: 0 })).publication.version).toBe(1);
    const late = await order.publish(['Б'], { expectedVersion: 0 });
    expect(late.status).toBe(409);
    expect(late.errors![0]!.extensions).toMatchObject({ code: 'VERSION_CONFLICT', version: 1 });
    expect(receiptOf(await order.publish(['Б'], { expectedVersion: 1 })).publication.version).toBe(2);
  });

  it('many times at once lets one after the other in', async () => {
    const order = newOrder();
    const answers = await Promise.all(
      ['А', 'Б', 'В', 'Г', 'Д', 'Е', 'Ж', 'З', 'И', 'К', 'Л', 'М'].map((title) => order.publish([title])),
    );
    const versions = answers.map((answer) => receiptOf(answer).publication.version);
    expect(versions.toSorted((a, b) => a - b)).toEqual(versions.map((_, index) => index + 1));
  });

  it('at once with the same version expected lets one in and tells the others', async () => {
    const order = newOrder();
    const answers = await Promise.all(['А', 'Б', 'В'].map((title) => order.publish([title], { expectedVersion: 0 })));
    expect(answers.map((answer) => codeOf(answer) ?? 'done').toSorted()).toEqual([
      'VERSION_CONFLICT',
      'VERSION_CONFLICT',
      'done',
    ]);
  });
});

describe('A request with an idempotency key', () => {
  it('is carried out once, and answered alike each time', async () => {
    const order = newOrder();
    const input = { idempotencyKey: `key-${order.number}-000` };
    const first = receiptOf(await order.publish(['А', 'Б'], input));
    receiptOf(await order.publish(['В']));
    const before = await state();
    const again = receiptOf(await order.publish(['А', 'Б'], input));
    expect(again).toMatchObject({ ...countsOf(first), publication: { id: first.publication.id, version: 1 } });
    expect(await state()).toEqual(before);
  });

  it('waits for the one that is still carried out', async () => {
    const order = newOrder();
    const input = { idempotencyKey: `key-${order.number}-000` };
    const answers = await Promise.all([1, 2, 3].map(() => order.publish(['А'], input)));
    expect(answers.map((answer) => receiptOf(answer).created)).toEqual([5, 5, 5]);
  });

  it.each([
    ['another content', ['Б'], {}],
    ['another name of the file', ['А'], { filename: 'other.txt' }],
    ['another version expected', ['А'], { expectedVersion: 1 }],
  ])('is refused where it comes with %s', async (_, titles, more) => {
    const order = newOrder();
    const input = { idempotencyKey: `key-${order.number}-000` };
    receiptOf(await order.publish(['А'], input));
    const other = await order.publish(titles, { ...input, ...more });
    expect([other.status, codeOf(other)]).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
  });

  it('that is only tried leaves the key free', async () => {
    const order = newOrder();
    const input = { idempotencyKey: `key-${order.number}-000` };
    receiptOf(await order.publish(['А'], { ...input, dryRun: true }));
    expect(receiptOf(await order.publish(['Б'], input)).publication.version).toBe(1);
  });
});

describe('Withdrawing a publication', () => {
  it('takes its rows out of the data, and keeps its history and the reason', async () => {
    const order = newOrder();
    const { publication } = receiptOf(await order.publish(['Провести мониторинг']));
    const { data } = await withdraw(url, publication.id);
    expect(data.withdrawPublication).toMatchObject({ status: 'WITHDRAWN', withdrawnReason: 'опубликовано по ошибке' });
    expect(data.withdrawPublication.changes.totalCount).toBe(10);
    const now = await state();
    expect(JSON.stringify(now.data.measures)).not.toContain(order.number.concat('-2024'));
  });

  it.each(['superseded', 'withdrawn'])('of one that is %s is refused', async (how) => {
    const order = newOrder();
    const { publication } = receiptOf(await order.publish(['А']));
    if (how === 'superseded') await order.publish(['Б']);
    else await withdraw(url, publication.id);
    const again = await withdraw(url, publication.id);
    expect([again.status, codeOf(again)]).toEqual([409, 'PUBLICATION_NOT_CURRENT']);
  });

  it.each([
    ['of nothing that was published', 'kizel:publication:none/1', 'причина'],
    ['of something else', 'kizel:measure:x', 'причина'],
    ['without a reason', null, ' '],
  ])('%s is refused', async (_, id, reason) => {
    const order = newOrder();
    const { publication } = receiptOf(await order.publish(['А']));
    expect(codeOf(await withdraw(url, id ?? publication.id, reason))).toMatch(/^BAD_(ARGUMENT|ID)$/);
  });

  it('lets the same file be published anew: as a new version, with the ids that its measures had', async () => {
    const order = newOrder();
    const first = receiptOf(await order.publish(['Провести мониторинг', 'Подготовить отчёт']));
    await withdraw(url, first.publication.id);
    const again = receiptOf(await order.publish(['Провести мониторинг', 'Подготовить отчёт']));
    expect(again).toMatchObject({ created: 6, publication: { version: 2, supersedes: { status: 'WITHDRAWN' } } });
    const nodes = ({ publication }: { publication: { changes: { nodes: { node: string }[] } } }) =>
      publication.changes.nodes.map(({ node }) => node);
    expect(nodes(again)).toEqual(nodes(first));
  });

  it('leaves what other acts cite', async () => {
    const cites =
      '{ legalActs(first: 100, municipalities: ["kemerovo"]) { nodes { basis { act { number citedBy { id } } } } } }';
    const before = await ask(url, cites);
    const { data } = await ask(
      url,
      '{ publications(municipalities: ["petrozavodsk"], domain: ACTION_PLANS) { nodes { id } } }',
    );
    await withdraw(url, data.publications.nodes[0].id);
    const after = await ask(url, cites);
    const numbers = ({ data }: Answer) => JSON.stringify(data).match(/"number":"[^"]*"/g);
    expect(numbers(after)).toEqual(numbers(before));
    expect(JSON.stringify(after.data)).not.toContain('petrozavodsk');
    receiptOf(await publishDocument(url, orderOf('petrozavodsk'), { municipality: 'petrozavodsk' }));
    expect(await ask(url, cites).then(({ data }) => data)).toEqual(before.data);
  });
});
