import { sql } from 'kysely';
import { sortKey } from '../../../schema/contract/collation.js';
import { formatId } from '../../../schema/contract/id.js';
import { issue } from '../../documents/index.js';
import { mentionsInWords } from '../../kit/database/index.js';
import {
  calendarDay,
  choice,
  custom,
  type Parsed,
  type Reject,
  RowCheck,
  type TableRecord,
  tableKind,
  text,
  uploadedFrom,
  type Values,
  wholeNumber,
} from '../../kit/import/index.js';
import type { PublicationRef, RowSet } from '../../kit/publishing/index.js';
import { MonitoringRound, monitoringLevelLabels } from '../model/monitoring-round.js';
import { KnownActs } from './act-register.js';
import { reindexRounds, roundsOfOwner } from './reindex-rounds.js';
import { refuseNeeded, roundsNeeded } from './rounds-in-use.js';

const columns = {
  code: text('Код раунда', 100, {
    required: true,
    synonyms: ['Код', 'Раунд'],
    hint: 'Короткое обозначение без пробелов, например 2024; по нему раунд узнают результаты',
  }),
  title: text('Название', 500, { synonyms: ['Название раунда', 'Наименование', 'Наименование раунда'] }),
  year: wholeNumber('Год', {
    synonyms: ['Отчётный год', 'Год результатов'],
    hint: 'Год, о котором говорят результаты',
  }),
  starts: calendarDay('Начало', { synonyms: ['Дата начала', 'Начало периода', 'Период с', 'С'] }),
  ends: calendarDay('Окончание', { synonyms: ['Дата окончания', 'Конец', 'Конец периода', 'Период по', 'По'] }),
  level: choice('Уровень', monitoringLevelLabels, {
    required: true,
    synonyms: ['Уровень мониторинга', 'Кто проводит'],
  }),
  sampled: custom('Выборка', 'да – участвовали не все, по выборке; нет – все', yesOrNo, {
    synonyms: ['Выборочный', 'По выборке'],
  }),
  covered: wholeNumber('Участвовало организаций', { synonyms: ['Участвовало', 'Охвачено организаций', 'Охвачено'] }),
  total: wholeNumber('Всего организаций', { synonyms: ['Организаций всего', 'Число организаций'] }),
  act: text('Акт', 200, {
    synonyms: ['Номер акта', 'Приказ', 'Номер приказа', 'Основание'],
    hint: 'Номер акта, которым он назначен',
  }),
  programme: text('Программа', 500, {
    synonyms: ['Программа мониторинга', 'Порядок', 'Положение'],
    hint: 'Название опубликованного порядка, если акт его не называет',
  }),
};

type Row = Values<typeof columns>;

/** Rounds of monitoring of an owner: the list takes the place of the last one. What has results cannot go. */
export const roundsTable = tableKind({
  kind: 'ROUNDS',
  title: 'Раунды мониторинга',
  domain: 'MONITORING',
  parserVersion: 1,
  entities: [MonitoringRound],
  subject: 'rounds',
  columns,
  keyOf: ({ code }) => sortKey(code),
  async plan(em, publication, records, reject) {
    const before = await roundsOfOwner(em, publication.municipality);
    const acts = await KnownActs.of(em, publication.municipality);
    const rows = records.flatMap((record) => roundOf(record, publication, acts, reject) ?? []);
    const stays = new Set(rows.map(({ id }) => id));
    const absentees = before.rounds.filter(({ id }) => !stays.has(id));
    const roundsInUse = await roundsNeeded(em, absentees);
    const issues = roundsInUse.map(({ round: { code, title }, mentions }) => {
      const message = `Раунда «${code ?? title}» в таблице нет, а по нему уже есть результаты: ${mentionsInWords(mentions)}.`;
      return issue('STILL_NEEDED', 'ERROR', message, { text: code });
    });
    return {
      rows: rows.length,
      tables: roundTables(publication, rows),
      issues,
      isRefused: issues.length > 0,
      afterWrite: () => reindexRounds(em, before),
    };
  },
  async emptyRows(publication, em) {
    await refuseNeeded(em, publication.municipality);
    return roundTables(publication, []);
  },
});

function roundTables({ municipality }: PublicationRef, rows: readonly MonitoringRound[]): RowSet<MonitoringRound>[] {
  const of = sql`r.municipality = ${municipality}`;
  return [{ entity: MonitoringRound, rows, of, label: 'title' }];
}

function roundOf(
  record: TableRecord<Row>,
  publication: PublicationRef,
  acts: KnownActs,
  reject: Reject,
): MonitoringRound | null {
  const { municipality, synthetic } = publication;
  const { values, source } = record;
  const { code, title, starts, ends, level, covered, total } = values;
  const row = new RowCheck(columns, record, reject);
  if (!/^[^\p{C}\p{Z}:/]+$/u.test(code)) row.fail('code', 'ожидается обозначение без пробелов и знаков «:», «/»');
  const year = values.year ?? Number((ends ?? starts)?.slice(0, 4) ?? Number.NaN);
  if (Number.isNaN(year)) row.fail('year', 'значение не указано, и дат раунда нет');
  else if (year < 1990 || year > 2199) row.fail('year', 'ожидается год, например 2024');
  if (starts !== null && ends !== null && starts > ends) row.fail('ends', 'раунд кончается раньше, чем начинается');
  if (total === null) row.fail('total', 'значение не указано');
  if (covered === null) row.fail('covered', 'значение не указано');
  if (covered !== null && total !== null && covered > total) row.fail('covered', 'участвовало больше, чем есть всего');
  const act = values.act === null ? null : acts.act(values.act);
  if (act && 'problem' in act) row.fail('act', act.problem, { suggestion: act.suggestion });
  const programme = values.programme === null ? null : acts.programme(values.programme);
  if (programme && 'problem' in programme)
    row.fail('programme', programme.problem, { suggestion: programme.suggestion });
  if (!row.isRight || covered === null || total === null) return null;
  return Object.assign(new MonitoringRound(), {
    id: formatId({ owner: municipality, kind: 'round', local: code }),
    municipality,
    code,
    title: title ?? code,
    period: { start: starts, end: ends },
    year,
    level,
    basisId: act && 'id' in act ? act.id : null,
    programmeId: programme && 'id' in programme ? programme.id : null,
    sampled: values.sampled ?? covered < total,
    institutionsCovered: covered,
    institutionsTotal: total,
    synthetic,
    provenance: uploadedFrom(publication, source),
    sortKey: `${starts ?? ends ?? `${year}-99-99`} ${sortKey(code)}`,
  });
}

function yesOrNo(text: string): Parsed<boolean> {
  const answer = sortKey(text);
  if (['да', 'истина', 'true', 'yes', '+', '0011'].includes(answer)) return { value: true };
  if (['нет', 'ложь', 'false', 'no', '0010'].includes(answer)) return { value: false };
  return { problem: 'ожидается да или нет' };
}
