import { sortKey } from '../../../schema/contract/collation.js';
import type { TableRecord } from '../../kit/import/read-table.js';
import { type Reject, tableKind } from '../../kit/import/table-kind.js';
import type { PublicationRef } from '../../kit/publishing/published-kind.js';
import { Indicator } from '../model/indicator.js';
import { scales } from '../model/scales.js';
import { type IndicatorRow, indicatorColumns } from './indicator-columns.js';
import { IndicatorRegister, indicatorId, indicatorTables, knownTitles, ofPublication } from './indicator-register.js';
import { type System, SystemsNamed } from './indicator-systems.js';
import { overlappingVersions, versionNeeded } from './indicator-versions.js';

/**
 * Indicators take the place of those of the same versions of systems; what was measured by an indicator keeps it. The
 * definition of a version never changes: values of before and after would not be of one thing.
 */
export const indicatorsTable = tableKind({
  kind: 'INDICATORS',
  title: 'Показатели',
  domain: 'INDICATORS',
  reader: 1,
  subject: 'indicators',
  columns: indicatorColumns,
  keyOf: (values) => `${sortKey(values.code)}/${values.version ?? 1}`,
  async bring(em, publication, records, reject) {
    const known = await IndicatorRegister.of(em, publication);
    const systems = new SystemsNamed(publication, await knownTitles(em, publication), records, reject);
    const rows: Indicator[] = [];
    for (const record of records) {
      const system = systems.of(record);
      const row = system && indicatorOf(publication, system, record, reject);
      if (!row) continue;
      const before = known.get(row.id);
      const problem = before && versionNeeded(before, row);
      if (problem)
        reject(record, 'VERSION_NEEDED', problem.message, { field: indicatorColumns[problem.column].header });
      else rows.push(row);
    }
    const kept = known.keptBeside(rows);
    const frameworks = systems.rows(rows, kept.rows);
    const issues = [...kept.issues, ...overlappingVersions([...kept.rows, ...rows])];
    return { rows: rows.length, tables: indicatorTables(publication, frameworks, rows), issues };
  },
  none: ofPublication,
});

function indicatorOf(
  { municipality, id: publication, synthetic = false }: PublicationRef,
  system: System,
  { values, source }: TableRecord<IndicatorRow>,
  reject: Reject,
): Indicator | null {
  const { code, name, area, scale, direction, formula, evidence, validFrom, validTo } = values;
  const version = values.version ?? 1;
  const wrong = (column: keyof typeof indicatorColumns, problem: string, text: string | null = null) => {
    const { header } = indicatorColumns[column];
    reject({ values, source }, 'VALUE_INVALID', `${header}: ${problem}.`, { field: header, text });
    return null;
  };
  if (version === 0) return wrong('version', 'версии считаются с 1', '0');
  if (validFrom !== null && validTo !== null && validTo < validFrom)
    return wrong('validTo', 'окончание действия раньше начала', validTo);
  const unit = unitOf(values.unit, scale);
  if (unit === null) return wrong('unit', 'не указана ни единица, ни шкала');
  if (scale === 'PERCENT' && unit !== '%') return wrong('unit', 'у шкалы процентов единица – %', unit);
  const line = source.line ?? source.row;
  const origin = {
    publication,
    act: null,
    clause: null,
    line,
    lineEnd: line,
    quote: null,
    method: synthetic ? 'SYNTHETIC' : 'UPLOADED',
  } as const;
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
    provenance: [origin],
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
