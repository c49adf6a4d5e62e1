import { sortKey } from '../../../schema/contract/collation.js';
import {
  choice,
  code,
  count,
  custom,
  day,
  type Reject,
  several,
  type TableRecord,
  tableKind,
  text,
  uploadedFrom,
  type Values,
} from '../../kit/import/index.js';
import type { PublicationRef } from '../../kit/publishing/index.js';
import { Framework } from '../model/framework.js';
import { directionLabels, Indicator } from '../model/indicator.js';
import { scales } from '../model/scales.js';
import { evidenceWords } from './evidence-words.js';
import { indicatorId, indicatorTables, KnownIndicators, knownTitles, ofPublication } from './indicator-register.js';
import { type System, SystemsNamed } from './indicator-systems.js';
import { overlappingVersions, versionNeeded } from './indicator-versions.js';
import { areaColumn } from './quality-area-cell.js';
import { parseScale } from './scale-cell.js';

const columns = {
  system: text('Система показателей', 60, {
    synonyms: ['Система', 'Код системы', 'Код системы показателей'],
    hint: 'Код своей системы, например KRD; MKDO/2021 – федеральная. Пусто – показатель ни с кем не сравнивается',
  }),
  systemTitle: text('Название системы', 300, { synonyms: ['Наименование системы', 'Название системы показателей'] }),
  systemVersion: count('Версия системы', { synonyms: ['Версия системы показателей'], hint: 'Число; пусто – 1' }),
  code: code('Код', 60, { required: true, synonyms: ['Код показателя', 'Номер показателя', '№ показателя'] }),
  version: count('Версия', { synonyms: ['Версия показателя'], hint: 'Число; пусто – 1' }),
  name: text('Показатель', 1000, {
    required: true,
    synonyms: ['Наименование показателя', 'Название показателя', 'Наименование'],
  }),
  area: areaColumn('Направление', ['Направление качества', 'Область качества', 'Область']),
  unit: text('Единица', 60, {
    synonyms: ['Единица измерения', 'Ед. изм.', 'Ед.'],
    hint: 'Не нужна, если указана шкала',
  }),
  scale: custom('Шкала', `Код или название: ${scales.map(({ labelRu }) => labelRu).join('; ')}`, parseScale, {
    synonyms: ['Шкала оценки', 'Тип шкалы'],
  }),
  direction: choice('Направленность', directionLabels, { synonyms: ['Желаемое изменение'] }),
  formula: text('Формула', 2000, { synonyms: ['Формула расчёта', 'Порядок расчёта', 'Методика расчёта'] }),
  evidence: several('Источники', choice('Источник', evidenceWords.labels, { also: evidenceWords.also }), {
    synonyms: ['Источник', 'Источники данных', 'Источник данных'],
  }),
  validFrom: day('Действует с', { synonyms: ['Начало действия', 'С'] }),
  validTo: day('Действует по', { synonyms: ['Окончание действия', 'Действует до', 'По'] }),
};

export type IndicatorRow = Values<typeof columns>;

/**
 * Indicators take the place of those of the same versions of systems; what was measured by an indicator keeps it. The
 * definition of a version never changes: values of before and after would not be of one thing.
 */
export const indicatorsTable = tableKind({
  kind: 'INDICATORS',
  title: 'Показатели',
  domain: 'INDICATORS',
  parserVersion: 1,
  entities: [Framework, Indicator],
  subject: 'indicators',
  columns,
  keyOf: (values) => `${sortKey(values.code)}/${values.version ?? 1}`,
  async plan(em, publication, records, reject) {
    const known = await KnownIndicators.of(em, publication);
    const systems = new SystemsNamed(publication, await knownTitles(em, publication), records, reject);
    const rows: Indicator[] = [];
    for (const record of records) {
      const system = systems.of(record);
      const row = system && indicatorOf(publication, system, record, reject);
      if (!row) continue;
      const before = known.get(row.id);
      const problem = before && versionNeeded(before, row);
      if (problem) reject(record, 'VERSION_NEEDED', problem.message, { field: columns[problem.column].header });
      else rows.push(row);
    }
    const kept = known.keptBeside(rows);
    const frameworks = systems.rows(rows, kept.rows);
    const issues = [...kept.issues, ...overlappingVersions([...kept.rows, ...rows])];
    return { rows: rows.length, tables: indicatorTables(publication, frameworks, rows), issues };
  },
  emptyRows: ofPublication,
});

function indicatorOf(
  publication: PublicationRef,
  system: System,
  { values, source }: TableRecord<IndicatorRow>,
  reject: Reject,
): Indicator | null {
  const { municipality, synthetic } = publication;
  const { code, name, area, scale, direction, formula, evidence, validFrom, validTo } = values;
  const version = values.version ?? 1;
  const wrong = (column: keyof typeof columns, problem: string, text: string | null = null) => {
    const { header } = columns[column];
    reject({ values, source }, 'VALUE_INVALID', `${header}: ${problem}.`, { field: header, text });
    return null;
  };
  if (version === 0) return wrong('version', 'версии считаются с 1', '0');
  if (validFrom !== null && validTo !== null && validTo < validFrom)
    return wrong('validTo', 'окончание действия раньше начала', validTo);
  const unit = unitOf(values.unit, scale);
  if (unit === null) return wrong('unit', 'не указана ни единица, ни шкала');
  if (scale === 'PERCENT' && unit !== '%') return wrong('unit', 'у шкалы процентов единица – %', unit);
  return Object.assign(new Indicator(), {
    id: indicatorId(municipality, code, version),
    municipality,
    ...{ code, version, name, unit, formula, validFrom, validTo },
    areaCode: area,
    scaleCode: scale,
    frameworkId: system.id,
    direction: direction ?? 'NEUTRAL',
    evidence: evidence ?? [],
    synthetic,
    provenance: uploadedFrom(publication, source),
    codeKey: `${sortKey(code)}/${String(version).padStart(10, '0')}`,
  });
}

/** «процентов» and «%» are one unit; a scale without numbers has a unit of its own. */
function unitOf(unit: string | null, scale: string | null): string | null {
  if (unit !== null) return /^(?:%|процент[а-яё]*)$/i.test(unit) ? '%' : unit;
  const found = scales.find(({ code }) => code === scale);
  if (!found) return null;
  return { ORDINAL: 'уровень', INTERVAL: '%', BINARY: 'да/нет' }[found.kind];
}
