import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';
import { staffToken } from '../tokens.js';

let instance: Instance;
beforeAll(async () => {
  const kizel = owners.find(({ code }) => code === 'kizel')!;
  instance = await startSeededInstance([{ ...kizel, institutions: 1 }]);
});
afterAll(async () => {
  await instance?.close();
});

interface Paper {
  letterhead?: string | null;
  kind?: 'ПРИКАЗ' | 'ПОСТАНОВЛЕНИЕ' | null;
  number?: string | null;
  date?: string | null;
  title?: string;
  planTitle?: string;
  rows?: readonly string[];
}

const control = 'УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ ГОРОДА УСЛОВСКА';

/** An order with a plan; without `kind` the plan stands alone. */
function paper({
  letterhead = control,
  kind = 'ПРИКАЗ',
  number = '7',
  date = '01.02.2024',
  title = 'Об утверждении плана мероприятий',
  planTitle = 'План мероприятий на 2024 год',
  rows = ['Провести мониторинг'],
}: Paper): string {
  const reference = [date, number && `№ ${number}`].filter(Boolean).join(' ');
  const head = [letterhead, kind, reference, title, 'ПРИКАЗЫВАЮ:', '1. Утвердить план мероприятий.', '', 'Приложение'];
  return [
    ...(kind === null ? [] : head.filter((line) => line !== null)),
    planTitle,
    '№ п/п\tМероприятие\tСроки\tОтветственный',
    ...rows.map((row, index) => `${index + 1}\t${row}\tмарт 2024\tУправление образования`),
    '',
  ].join('\n');
}

async function publish(text: string, more: object = {}) {
  const { data, errors } = await ask(
    `${instance.server.url}/graphql`,
    `mutation ($input: PublishDocumentInput!) { publishDocument(input: $input) {
      created updated unchanged removed removal issues { code severity message line field suggestion }
      publication { id version } replaces { id } } }`,
    {
      input: { municipality: 'kizel', filename: 'a.txt', contentBase64: Buffer.from(text).toString('base64'), ...more },
    },
    await staffToken('kizel'),
  );
  return { ...data?.publishDocument, errors };
}

/** Titles of the measures in force. */
async function measures(): Promise<string[]> {
  const { data } = await ask(`${instance.server.url}/graphql`, '{ measures(first: 500) { nodes { title } } }');
  return data.measures.nodes.map(({ title }: { title: string }) => title);
}

let count = 0;
/** A measure that no other document has. */
const unique = () => [`Провести проверку ${++count}`, `Подготовить справку ${count}`];

describe('A document whose identity was not read', () => {
  it.each<[string, Paper, Paper]>([
    [
      'two plans without titles',
      { kind: null, planTitle: 'Мероприятия детского сада' },
      { kind: null, planTitle: 'Работа детского сада' },
    ],
    [
      'plans with one title',
      { kind: null, planTitle: 'План работы на 2024 год' },
      { kind: null, planTitle: 'План работы на 2024 год' },
    ],
    [
      'two orders of one title without numbers',
      { number: null, date: '03.03.2024' },
      { number: null, date: '03.03.2024' },
    ],
    ['two orders of one title without number and date', { number: null, date: null }, { number: null, date: null }],
    [
      'two orders of one number without dates',
      { number: '77', date: null },
      { number: '77', date: null, title: 'О другом' },
    ],
    [
      'two orders of one number and day by different bodies',
      { number: '78' },
      { number: '78', letterhead: 'КОМИТЕТ ПО КУЛЬТУРЕ АДМИНИСТРАЦИИ ГОРОДА УСЛОВСКА' },
    ],
    [
      'two orders of one number and day without bodies, of different titles',
      { number: '79', letterhead: null },
      { number: '79', letterhead: null, title: 'О проведении ярмарки' },
    ],
  ])('takes the place of no other unasked: %s', async (_, one, other) => {
    const [before, after] = [unique(), unique()];
    const first = await publish(paper({ ...one, rows: before }));
    expect(first.publication).toMatchObject({ version: 1 });
    const second = paper({ ...other, rows: after });

    const trial = await publish(second, { dryRun: true });
    const refused = await publish(second);
    expect(trial.issues).toEqual(refused.issues);
    expect(refused).toMatchObject({ publication: null, replaces: null, removed: 0 });
    const [issue] = refused.issues.filter(({ severity }: { severity: string }) => severity === 'ERROR');
    expect(issue).toMatchObject({
      code: 'IDENTITY_UNCERTAIN',
      line: expect.any(Number),
      suggestion: first.publication.id,
    });
    expect(issue.message).toContain('планы – 1, мероприятия – 2');
    expect(await measures()).toEqual(expect.arrayContaining(before));

    // Said to be another document.
    const apart = await publish(second, { title: `Другой план ${count}`, number: `б-${count}`, date: '2024-05-05' });
    expect(apart).toMatchObject({ publication: { version: 1 }, replaces: null, removed: 0 });
    expect(await measures()).toEqual(expect.arrayContaining([...before, ...after]));

    // Said to be the same one.
    const third = paper({ ...other, rows: unique() });
    const asked = await publish(third, { dryRun: true, replaces: first.publication.id });
    expect(asked).toMatchObject({ publication: null, replaces: { id: first.publication.id } });
    expect(asked.removal).toBe(`Исключено 2: мероприятия – 2 («${before[0]}», «${before[1]}»).`);
    const replaced = await publish(third, { replaces: first.publication.id });
    expect(replaced).toMatchObject({ publication: { version: 2 }, replaces: { id: first.publication.id }, removed: 2 });
    const now = await measures();
    expect(now).toEqual(expect.arrayContaining(after));
    expect(now.filter((title) => before.includes(title))).toEqual([]);
  });

  it('is known by its bytes, whatever was said of it when it was published', async () => {
    const text = paper({ kind: null, planTitle: 'Работа по годам', rows: unique() });
    const given = { number: '5-п', date: '2024-02-02', title: 'План, названный при публикации' };
    const first = await publish(text, given);
    expect(first.issues).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'IDENTITY_GIVEN', severity: 'NOTICE', field: 'number' }),
      ]),
    );
    const again = await publish(text);
    expect(again).toMatchObject({ publication: first.publication, created: 0, updated: 0, removed: 0 });
    const { data } = await ask(
      `${instance.server.url}/graphql`,
      '{ legalActs(first: 500) { nodes { number date title } } }',
    );
    expect(data.legalActs.nodes).toContainEqual(given);
  });

  it('replaces nothing that another owner or nobody has', async () => {
    const refused = await publish(paper({ rows: unique() }), { replaces: 'kizel:publication:order-1/1' });
    expect(refused.errors![0]!.extensions.code).toBe('BAD_ARGUMENT');
  });

  it('is not said to replace one document while it has the identity of another', async () => {
    const one = await publish(paper({ number: '81', rows: unique() }));
    const other = await publish(paper({ number: '82', rows: unique() }));
    const refused = await publish(paper({ number: '82', rows: unique() }), { replaces: one.publication.id });
    expect(refused.issues).toContainEqual(
      expect.objectContaining({ code: 'IDENTITY_UNCERTAIN', severity: 'ERROR', suggestion: other.publication.id }),
    );
  });
});

describe('A document whose identity was read', () => {
  it('is the next version of the same act, also with another title and letterhead', async () => {
    const [before, after] = [unique(), unique()];
    const first = await publish(paper({ number: '90', rows: before }));
    const second = await publish(
      paper({
        number: '90',
        title: 'О плане',
        letterhead: 'АДМИНИСТРАЦИЯ ГОРОДА УСЛОВСКА\nУПРАВЛЕНИЕ ОБРАЗОВАНИЯ',
        rows: after,
      }),
    );
    expect(second).toMatchObject({ publication: { version: 2 }, replaces: { id: first.publication.id }, removed: 2 });
  });

  it('with a mended number stays that document for its next versions, and leaves the number to others', async () => {
    const first = await publish(paper({ number: '91', rows: unique() }));
    const mended = await publish(paper({ number: '92', rows: unique() }), { replaces: first.publication.id });
    expect(mended.publication.version).toBe(2);
    const kept = unique();
    const next = await publish(paper({ number: '92', rows: kept }));
    expect(next).toMatchObject({ publication: { version: 3 }, replaces: { id: mended.publication.id } });
    const other = await publish(paper({ number: '91', rows: unique() }));
    expect(other).toMatchObject({ publication: { version: 1 }, replaces: null, removed: 0 });
    const later = await publish(paper({ number: '91', rows: unique() }));
    expect(later).toMatchObject({ publication: { version: 2 }, replaces: { id: other.publication.id } });
    expect(await measures()).toEqual(expect.arrayContaining(kept));
  });
});

const some = <T>(...values: T[]) => fc.constantFrom(...values);
const anyPaper = fc.record({
  letterhead: some(control, null, 'КОМИТЕТ ПО КУЛЬТУРЕ АДМИНИСТРАЦИИ ГОРОДА УСЛОВСКА'),
  kind: some<Paper['kind']>('ПРИКАЗ', 'ПОСТАНОВЛЕНИЕ', null),
  number: some('101', '102', null),
  date: some('01.09.2024', '02.09.2024', null),
  title: some('Об утверждении плана мероприятий', 'О проведении ярмарки', ''),
  planTitle: some('План мероприятий на 2024 год', 'Годовой план на 2024 год', 'Работа детского сада'),
});

describe('Of documents one after another', () => {
  it('none removes another that was not read to be the same, without a word of the publisher', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyPaper, { minLength: 4, maxLength: 8 }), async (papers) => {
        for (const one of papers) {
          const before = await measures();
          const rows = unique();
          const { publication, replaces } = await publish(paper({ ...one, rows }));
          const now = new Set(await measures());
          const lost = before.filter((title) => !now.has(title));
          if (replaces === null) expect([one, lost]).toEqual([one, []]);
          else expect([one.kind, one.number, one.date]).not.toContain(null);
          if (publication) expect([...now]).toEqual(expect.arrayContaining(rows));
        }
      }),
      { numRuns: 6, seed: 20261201 },
    );
  }, 60_000);
});
