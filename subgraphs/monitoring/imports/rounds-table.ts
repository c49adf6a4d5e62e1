import { sql } from 'kysely';
import { sortKey } from '../../../schema/contract/collation.js';
import { formatId } from '../../../schema/contract/id.js';
import { issue } from '../../documents/index.js';
import { mentionsInWords } from '../../kit/database/references.js';
import type { Provenance } from '../../kit/graphql/provenance.js';
import type { Parsed } from '../../kit/import/import-columns.js';
import { choice, count, custom, day, text } from '../../kit/import/import-columns.js';
import type { TableRecord, Values } from '../../kit/import/read-table.js';
import { type Reject, tableKind } from '../../kit/import/table-kind.js';
import type { PublicationRef } from '../../kit/publishing/published-kind.js';
import type { RowSet } from '../../kit/publishing/replace-rows.js';
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
  year: count('Год', { synonyms: ['Отчётный год', 'Год результатов'], hint: 'Год, о котором говорят результаты' }),
  starts: day('Начало', { synonyms: ['Дата начала', 'Начало периода', 'Период с', 'С'] }),
  ends: day('Окончание', { synonyms: ['Дата окончания', 'Конец', 'Конец периода', 'Период по', 'По'] }),
  level: choice('Уровень', monitoringLevelLabels, {
    required: true,
    synonyms: ['Уровень мониторинга', 'Кто проводит'],
  }),
  sampled: custom('Выборка', 'да – участвовали не все, по выборке; нет – все', yesOrNo, {
    synonyms: ['Выборочный', 'По выборке'],
  }),
  covered: count('Участвовало организаций', { synonyms: ['Участвовало', 'Охвачено организаций', 'Охвачено'] }),
  total: count('Всего организаций', { synonyms: ['Организаций всего', 'Число организаций'] }),
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
  reader: 1,
  subject: 'rounds',
  columns,
  keyOf: ({ code }) => sortKey(code),
  async bring(em, publication, records, reject) {
    const before = await roundsOfOwner(em, publication.municipality);
    const acts = await KnownActs.of(em, publication.municipality);
    const rows = records.flatMap((record) => roundOf(record, publication, acts, reject) ?? []);
    const stays = new Set(rows.map(({ id }) => id));
    const gone = before.rounds.filter(({ id }) => !stays.has(id));
    const needed = await roundsNeeded(em, gone);
    const issues = needed.map(({ round: { code, title }, mentions }) => {
      const message = `Раунда «${code ?? title}» в таблице нет, а по нему уже есть результаты: ${mentionsInWords(mentions)}.`;
      return issue('STILL_NEEDED', 'ERROR', message, { text: code });
    });
    return {
      rows: rows.length,
      tables: roundTables(publication, rows),
      issues,
      isRefused: issues.length > 0,
      finish: () => reindexRounds(em, before),
    };
  },
  async none(publication, em) {
    await refuseNeeded(em, publication.municipality);
    return roundTables(publication, []);
  },
});

function roundTables({ municipality }: PublicationRef, rows: readonly MonitoringRound[]): RowSet<MonitoringRound>[] {
  const of = sql`r.municipality = ${municipality}`;
  const held = ['period', 'year', 'level', 'sampled', 'institutionsCovered', 'institutionsTotal'] as const;
  const compare = { label: 'title', fields: ['title', ...held, 'basisId', 'programmeId', 'synthetic'] } as const;
  return [{ entity: MonitoringRound, rows, of, compare }];
}

function roundOf(
  record: TableRecord<Row>,
  { id: publication, municipality, synthetic }: PublicationRef,
  acts: KnownActs,
  reject: Reject,
): MonitoringRound | null {
  const { values, source } = record;
  const { code, title, starts, ends, level, covered, total } = values;
  let isRight = true;
  const wrong = (name: keyof typeof columns, problem: string, suggestion: string | null = null) => {
    isRight = false;
    const { header } = columns[name];
    const said = values[name] === null ? null : String(values[name]);
    const kind = said === null ? 'VALUE_MISSING' : suggestion === null ? 'VALUE_INVALID' : 'REFERENCE_UNKNOWN';
    reject(record, kind, `${header}: ${problem}.`, { field: header, text: said, suggestion });
    return null;
  };
  if (!/^[^\p{C}\p{Z}:/]+$/u.test(code)) wrong('code', 'ожидается обозначение без пробелов и знаков «:», «/»');
  const year = values.year ?? Number((ends ?? starts)?.slice(0, 4) ?? Number.NaN);
  if (Number.isNaN(year)) wrong('year', 'значение не указано, и дат раунда нет');
  else if (year < 1990 || year > 2199) wrong('year', 'ожидается год, например 2024');
  if (starts !== null && ends !== null && starts > ends) wrong('ends', 'раунд кончается раньше, чем начинается');
  if (total === null) wrong('total', 'значение не указано');
  if (covered === null) wrong('covered', 'значение не указано');
  if (covered !== null && total !== null && covered > total) wrong('covered', 'участвовало больше, чем есть всего');
  const act = values.act === null ? null : acts.act(values.act);
  if (act && 'problem' in act) wrong('act', act.problem, act.suggestion);
  const programme = values.programme === null ? null : acts.programme(values.programme);
  if (programme && 'problem' in programme) wrong('programme', programme.problem, programme.suggestion);
  if (!isRight) return null;
  const line = source.line ?? source.row;
  const origin: Provenance = {
    ...{ publication, act: null, clause: null, line, lineEnd: line, quote: null },
    method: synthetic ? 'SYNTHETIC' : 'UPLOADED',
  };
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
    sampled: values.sampled ?? covered! < total!,
    institutionsCovered: covered!,
    institutionsTotal: total!,
    synthetic,
    provenance: [origin],
    sortKey: `${starts ?? ends ?? `${year}-99-99`} ${sortKey(code)}`,
  });
}

function yesOrNo(text: string): Parsed<boolean> {
  const said = sortKey(text);
  if (['да', 'истина', 'true', 'yes', '+', '0011'].includes(said)) return { value: true };
  if (['нет', 'ложь', 'false', 'no', '0010'].includes(said)) return { value: false };
  return { problem: 'ожидается да или нет' };
}
