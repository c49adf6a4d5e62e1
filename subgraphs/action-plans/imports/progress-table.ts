import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { InstitutionRegister } from '../../institutions/imports/institution-register.js';
import { run } from '../../kit/database/index.js';
import {
  calendarDay,
  choice,
  type Reject,
  RowCheck,
  type TableRecord,
  tableKind,
  text,
  type Values,
} from '../../kit/import/index.js';
import type { PublicationRef, RowSet } from '../../kit/publishing/index.js';
import { ProgressReport, progressStatusLabels } from '../model/progress.js';
import type { Said } from '../rules/progress/report-progress.js';
import { hasHappened } from '../rules/progress/reported-day.js';
import { isEvidence } from '../rules/progress/reported-text.js';
import { KnownMeasures } from './find-measure.js';
import { ReportHistory } from './report-history.js';

const columns = {
  id: text('Идентификатор мероприятия', 300, {
    synonyms: ['Идентификатор', 'ID'],
    hint: 'Если он известен, остальное о мероприятии не нужно',
  }),
  act: text('Номер акта', 100, { synonyms: ['Приказ', 'Номер приказа', '№ приказа', 'Акт', 'Документ'] }),
  actDate: calendarDay('Дата акта', { synonyms: ['Дата приказа'] }),
  section: text('Раздел', 300, { synonyms: ['Номер раздела', 'Подраздел'], hint: 'Номер раздела, например II.5' }),
  number: text('Номер мероприятия', 30, { synonyms: ['№', '№ п/п', 'Номер', 'Пункт', 'Номер строки'] }),
  title: text('Мероприятие', 2000, { synonyms: ['Наименование мероприятия', 'Наименование'] }),
  starts: calendarDay('Начало периода', {
    synonyms: ['Период с', 'С'],
    hint: 'Если отчёт об одном из сроков мероприятия',
  }),
  ends: calendarDay('Конец периода', { synonyms: ['Период по', 'По'] }),
  institution: text('Организация', 500, {
    synonyms: ['Наименование организации', 'Образовательная организация', 'ДОО', 'ДОУ', 'Учреждение', 'ИНН', 'ОГРН'],
    hint: 'Если отчёт об одной организации: её наименование, ИНН или ОГРН из списка организаций',
  }),
  status: choice('Статус', progressStatusLabels, {
    required: true,
    synonyms: ['Состояние', 'Отметка о выполнении', 'Выполнение', 'Исполнение'],
  }),
  doneAt: calendarDay('Дата', { synonyms: ['Дата выполнения', 'Дата исполнения', 'Фактическая дата', 'Когда'] }),
  note: text('Примечание', 4000, { synonyms: ['Комментарий', 'Примечания'] }),
  evidence: text('Подтверждение', 2000, { synonyms: ['Ссылка', 'Подтверждающий документ', 'Документ о выполнении'] }),
};

type Row = Values<typeof columns>;

/**
 * Reports on measures, of the owner or of single institutions. They only ever grow: a report that is there already, word
 * for word, is not added again, and one that a later table leaves out stays. Withdrawal of the table adds reports that
 * take its own back, and so does a better reader of the same table, of what it does not say after all.
 */
export const progressTable = tableKind({
  kind: 'PROGRESS_REPORTS',
  title: 'Отчёты о выполнении',
  domain: 'ACTION_PLANS',
  parserVersion: 2,
  entities: [ProgressReport],
  isInternal: true,
  subject: 'progress-reports',
  columns,
  keyOf: (values) => JSON.stringify(Object.values(values)),
  async plan(em, publication, records, reject) {
    const placed = await placedReports(em, publication, records, reject);
    const misread = publication.current === publication.id ? await broughtBy(em, publication) : [];
    const history = await historyOf(em, [...placed, ...misread]);
    const rows: ProgressReport[] = [];
    for (const { record, ...report } of placed) {
      const same = history.same(report);
      if (same) rows.push(same);
      else if (report.status === 'WITHDRAWN' && !history.hasAny(report)) {
        reject(record, 'VALUE_INVALID', 'Отзывать нечего: отчётов об этом мероприятии нет.', {
          field: columns.status.header,
        });
      } else rows.push(history.add(publication, report));
    }
    const ids = new Set(rows.map(({ id }) => id));
    const withdrawn = withdrawals(
      history,
      publication,
      misread.filter(({ id }) => !ids.has(id)),
    );
    return { rows: rows.length, tables: reportTables([...rows, ...withdrawn], history) };
  },
  async emptyRows(publication, em) {
    const reports = await broughtBy(em, publication);
    const history = await historyOf(em, reports);
    return reportTables(withdrawals(history, publication, reports), history);
  },
});

function broughtBy(em: EntityManager, { id }: PublicationRef): Promise<ProgressReport[]> {
  return em.find(ProgressReport, { publicationId: id, status: { $ne: 'WITHDRAWN' } }, { orderBy: { seq: 'asc' } });
}

function historyOf(em: EntityManager, reports: readonly Said[]): Promise<ReportHistory> {
  return ReportHistory.of(
    em,
    reports.map(({ measureId }) => measureId),
  );
}

/** What takes these reports back, as far as nothing later was said. */
function withdrawals(
  history: ReportHistory,
  publication: PublicationRef,
  reports: readonly ProgressReport[],
): ProgressReport[] {
  return reports
    .filter((report) => history.isLast(report))
    .map(({ measureId, institutionId, occurrence }) =>
      history.add(publication, {
        ...{ measureId, institutionId, occurrence, status: 'WITHDRAWN' },
        ...{ doneAt: null, note: null, evidence: null },
      }),
    );
}

/** What the rows say of which measure and institution; those that say it wrongly are rejected. */
async function placedReports(
  em: EntityManager,
  { municipality, at }: PublicationRef,
  records: readonly TableRecord<Row>[],
  reject: Reject,
): Promise<(Said & { record: TableRecord<Row> })[]> {
  const measures = await KnownMeasures.of(em, municipality);
  const institutions = records.some(({ values }) => values.institution !== null)
    ? await InstitutionRegister.of(em, municipality)
    : null;
  const placements = records.flatMap((record) => {
    const { institution: name, number, title } = record.values;
    const unknown = (what: string, field: string, text: string | null, { problem, suggestion }: Unknown) => {
      reject(record, 'REFERENCE_UNKNOWN', `${what}: ${problem}.`, { field, text, suggestion });
      return [];
    };
    const measure = measures.find(record.values);
    if ('problem' in measure) return unknown('Мероприятие', columns.number.header, number ?? title, measure);
    const institution = name === null || institutions === null ? { id: null } : institutions.find(name);
    const { header } = columns.institution;
    if ('problem' in institution) return unknown(header, header, name, institution);
    return [{ record, measure, institutionId: institution.id }];
  });
  const occurrences = await occurrencesOf(
    em,
    placements.map(({ measure }) => measure.id),
  );
  return placements.flatMap(({ record, measure, institutionId }) => {
    const { starts, ends, status, doneAt, note, evidence } = record.values;
    const row = new RowCheck(columns, record, reject);
    if (!hasHappened(doneAt, at)) row.fail('doneAt', 'этот день ещё не наступил');
    else if (status === 'WITHDRAWN' && doneAt) row.fail('doneAt', 'у отзыва отчёта даты нет');
    else if (evidence !== null && !isEvidence(evidence))
      row.fail('evidence', 'ожидаются слова или адрес, который начинается с https://');
    const occurrence = starts === null && ends === null ? null : { start: starts, end: ends };
    const choices = occurrences.get(`${measure.id} ${measure.confirmed ?? 0}`) ?? [];
    if (row.isRight && occurrence && !choices.some(({ start, end }) => start === starts && end === ends)) {
      const periods = choices.slice(0, 12).map(({ start, end }) => `${start ?? ''}..${end ?? ''}`);
      const expected =
        periods.length === 0
          ? 'у мероприятия сроков с датами нет'
          : `ожидается один из сроков мероприятия: ${periods.join(', ')}`;
      row.fail('starts', expected, { text: `${starts ?? ''}..${ends ?? ''}` });
    }
    return !row.isRight
      ? []
      : [{ record, measureId: measure.id, institutionId, occurrence, status, doneAt, note, evidence }];
  });
}

interface Unknown {
  problem: string;
  suggestion: string | null;
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

function reportTables(rows: readonly ProgressReport[], { known: reports }: ReportHistory): RowSet<ProgressReport>[] {
  const there = new Set(reports.map(({ id }) => id));
  const of = sql`r.id = any(${rows.map(({ id }) => id).filter((id) => there.has(id))}::text[])`;
  return [{ entity: ProgressReport, rows, of, label: 'measureId', grows: true }];
}
