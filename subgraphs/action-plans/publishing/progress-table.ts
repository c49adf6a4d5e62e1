import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { formatId } from '../../../schema/id.js';
import type { RowSet } from '../../kit/ledger/replace-rows.js';
import { run } from '../../kit/ledger/run.js';
import { choice, day, text } from '../../kit/tables/columns.js';
import type { TableRecord, Values } from '../../kit/tables/read-table.js';
import { type Reject, tableKind } from '../../kit/tables/table-kind.js';
import { ProgressReport, progressStatusLabels } from '../model/progress.js';
import { hasHappened } from '../progress/reported-day.js';
import { isEvidence } from '../progress/reported-text.js';
import { KnownMeasures } from './find-measure.js';

const columns = {
  id: text('Идентификатор мероприятия', 300, {
    synonyms: ['Идентификатор', 'ID'],
    hint: 'Если он известен, остальное о мероприятии не нужно',
  }),
  act: text('Номер акта', 100, { synonyms: ['Приказ', 'Номер приказа', '№ приказа', 'Акт', 'Документ'] }),
  actDate: day('Дата акта', { synonyms: ['Дата приказа'] }),
  section: text('Раздел', 300, { synonyms: ['Номер раздела', 'Подраздел'], hint: 'Номер раздела, например II.5' }),
  number: text('Номер мероприятия', 30, { synonyms: ['№', '№ п/п', 'Номер', 'Пункт', 'Номер строки'] }),
  title: text('Мероприятие', 2000, { synonyms: ['Наименование мероприятия', 'Наименование'] }),
  starts: day('Начало периода', { synonyms: ['Период с', 'С'], hint: 'Если отчёт об одном из сроков мероприятия' }),
  ends: day('Конец периода', { synonyms: ['Период по', 'По'] }),
  status: choice('Статус', progressStatusLabels, {
    required: true,
    synonyms: ['Состояние', 'Отметка о выполнении', 'Выполнение', 'Исполнение'],
  }),
  doneAt: day('Дата', { synonyms: ['Дата выполнения', 'Дата исполнения', 'Фактическая дата', 'Когда'] }),
  note: text('Примечание', 4000, { synonyms: ['Комментарий', 'Примечания'] }),
  evidence: text('Подтверждение', 2000, { synonyms: ['Ссылка', 'Подтверждающий документ', 'Документ о выполнении'] }),
};

type Row = Values<typeof columns>;

/**
 * Reports on measures. They only ever grow: a report that is there already, word for word, is not added again, and one
 * that a later table leaves out stays. Withdrawal of the table adds reports that take its own back.
 */
export const progressTable = tableKind({
  kind: 'PROGRESS_REPORTS',
  title: 'Отчёты о выполнении',
  domain: 'ACTION_PLANS',
  reader: 1,
  isInternal: true,
  subject: 'progress-reports',
  columns,
  keyOf: (values) => JSON.stringify(Object.values(values)),
  async bring(em, { id: publication, municipality }, records, reject) {
    const placed = await placedReports(em, municipality, records, reject);
    const history = await History.of(
      em,
      placed.map(({ measureId }) => measureId),
    );
    const rows: ProgressReport[] = [];
    for (const { record, ...said } of placed) {
      const same = history.same(said);
      if (same) rows.push(same);
      else if (said.status === 'WITHDRAWN' && history.last(said.measureId) === 0) {
        reject(record, 'VALUE_INVALID', 'Отзывать нечего: отчётов об этом мероприятии нет.', {
          field: columns.status.header,
        });
      } else rows.push(history.add(municipality, publication, said));
    }
    return { rows: rows.length, tables: reportTables(rows, new Set(history.known.map(({ id }) => id))) };
  },
  async none({ id: publication, municipality }, em) {
    const brought = await em.find(ProgressReport, { publicationId: publication }, { orderBy: { seq: 'asc' } });
    const history = await History.of(
      em,
      brought.map(({ measureId }) => measureId),
    );
    const rows = brought
      .filter((report) => history.isLast(report))
      .map(({ measureId, occurrence }) =>
        history.add(municipality, publication, {
          measureId,
          occurrence,
          status: 'WITHDRAWN',
          doneAt: null,
          note: null,
          evidence: null,
        }),
      );
    return reportTables(rows, new Set());
  },
});

type Said = Pick<ProgressReport, 'measureId' | 'occurrence' | 'status' | 'doneAt' | 'note' | 'evidence'>;

/** What the rows say of which measure; those that say it wrongly are rejected. */
async function placedReports(
  em: EntityManager,
  municipality: string,
  records: readonly TableRecord<Row>[],
  reject: Reject,
): Promise<(Said & { record: TableRecord<Row> })[]> {
  const measures = await KnownMeasures.of(em, municipality);
  const found = records.flatMap((record) => {
    const measure = measures.find(record.values);
    if (!('problem' in measure)) return [{ record, measure }];
    const { problem, suggestion } = measure;
    const { number, title } = record.values;
    reject(record, 'REFERENCE_UNKNOWN', `Мероприятие: ${problem}.`, {
      field: columns.number.header,
      text: number ?? title,
      suggestion,
    });
    return [];
  });
  const occurrences = await occurrencesOf(
    em,
    found.map(({ measure }) => measure.id),
  );
  return found.flatMap(({ record, measure }) => {
    const { starts, ends, status, doneAt, note, evidence } = record.values;
    const wrong = (field: string, problem: string, value: string | null) => {
      reject(record, 'VALUE_INVALID', `${field}: ${problem}.`, { field, text: value });
      return [];
    };
    if (!hasHappened(doneAt)) return wrong(columns.doneAt.header, 'этот день ещё не наступил', doneAt);
    if (status === 'WITHDRAWN' && doneAt) return wrong(columns.doneAt.header, 'у отзыва отчёта даты нет', doneAt);
    if (evidence !== null && !isEvidence(evidence))
      return wrong(columns.evidence.header, 'ожидаются слова или адрес, который начинается с https://', evidence);
    const occurrence = starts === null && ends === null ? null : { start: starts, end: ends };
    const known = occurrences.get(`${measure.id} ${measure.confirmed ?? 0}`) ?? [];
    if (occurrence && !known.some(({ start, end }) => start === starts && end === ends)) {
      const periods = known.slice(0, 12).map(({ start, end }) => `${start ?? ''}..${end ?? ''}`);
      const expected =
        periods.length === 0
          ? 'у мероприятия сроков с датами нет'
          : `ожидается один из сроков мероприятия: ${periods.join(', ')}`;
      return wrong(columns.starts.header, expected, `${starts ?? ''}..${ends ?? ''}`);
    }
    return [{ record, measureId: measure.id, occurrence, status, doneAt, note, evidence }];
  });
}

type Occurrence = NonNullable<ProgressReport['occurrence']>;

async function occurrencesOf(em: EntityManager, measures: readonly string[]): Promise<Map<string, Occurrence[]>> {
  const rows = await run(
    em,
    sql<{ measure: string; candidate: number } & Occurrence>`
      select measure_id as measure, candidate, starts::text as start, ends::text as "end"
      from action_plans.measure_occurrence where measure_id = any(${[...new Set(measures)]}::text[]) order by seq`,
  );
  return Map.groupBy(rows, ({ measure, candidate }) => `${measure} ${candidate}`);
}

/** What is reported of the measures so far. */
class History {
  readonly known: readonly ProgressReport[];
  readonly #bySaid: Map<string, ProgressReport>;
  readonly #last = new Map<string, number>();
  readonly #lastOf = new Map<string, string>();

  static async of(em: EntityManager, measures: readonly string[]): Promise<History> {
    const measureId = { $in: [...new Set(measures)] };
    return new History(await em.find(ProgressReport, { measureId }, { orderBy: { seq: 'asc' } }));
  }

  private constructor(known: readonly ProgressReport[]) {
    this.known = known;
    this.#bySaid = new Map(known.map((report) => [keyOf(report), report]));
    for (const report of known) this.#note(report);
  }

  same(said: Said): ProgressReport | undefined {
    return this.#bySaid.get(keyOf(said));
  }

  last(measure: string): number {
    return this.#last.get(measure) ?? 0;
  }

  /** Nothing was reported of the same occurrence after it. */
  isLast(report: ProgressReport): boolean {
    return this.#lastOf.get(placeOf(report)) === report.id;
  }

  add(municipality: string, publicationId: string, said: Said): ProgressReport {
    const seq = this.last(said.measureId) + 1;
    const local = createHash('sha256')
      .update(`${seq}${keyOf(said)}`)
      .digest('hex')
      .slice(0, 24);
    const id = formatId({ owner: municipality, kind: 'progress', local });
    const more = {
      id,
      seq,
      municipality,
      publicationId,
      reportedAt: new Date(),
      reportedBy: null,
      idempotencyKey: null,
    };
    const report = Object.assign(new ProgressReport(), said, more);
    this.#bySaid.set(keyOf(said), report);
    this.#note(report);
    return report;
  }

  #note(report: ProgressReport): void {
    this.#last.set(report.measureId, report.seq);
    this.#lastOf.set(placeOf(report), report.id);
  }
}

function placeOf({ measureId, occurrence }: Said): string {
  return JSON.stringify([measureId, occurrence?.start ?? null, occurrence?.end ?? null]);
}

function keyOf(said: Said): string {
  return JSON.stringify([placeOf(said), said.status, said.doneAt, said.note, said.evidence]);
}

function reportTables(rows: readonly ProgressReport[], known: ReadonlySet<string>): RowSet<ProgressReport>[] {
  const of = sql`r.id = any(${rows.map(({ id }) => id).filter((id) => known.has(id))}::text[])`;
  const compare = { label: 'measureId', fields: ['occurrence', 'status', 'doneAt', 'note', 'evidence'] } as const;
  return [{ entity: ProgressReport, rows, of, compare, grows: true }];
}
