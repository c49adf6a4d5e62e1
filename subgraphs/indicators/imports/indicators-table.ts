import { sortKey } from '../../../schema/contract/collation.js';
import { type Reject, RowCheck, type TableRecord, tableKind, uploadedFrom } from '../../kit/import/index.js';
import type { PublicationRef } from '../../kit/publishing/index.js';
import { Framework } from '../model/framework.js';
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
  parserVersion: 1,
  entities: [Framework, Indicator],
  subject: 'indicators',
  columns: indicatorColumns,
  keyOf: (values) => `${sortKey(values.code)}/${values.version ?? 1}`,
  async plan(em, publication, records, reject) {
    const register = await IndicatorRegister.of(em, publication);
    const systems = new SystemsNamed(publication, await knownTitles(em, publication), records, reject);
    const rows: Indicator[] = [];
    for (const record of records) {
      const system = systems.of(record);
      const row = system && indicatorOf(publication, system, record, reject);
      if (!row) continue;
      const before = register.get(row.id);
      const problem = before && versionNeeded(before, row);
      if (problem)
        reject(record, 'VERSION_NEEDED', problem.message, { field: indicatorColumns[problem.column].header });
      else rows.push(row);
    }
    const rest = register.keptBeside(rows);
    const frameworks = systems.rows(rows, rest.rows);
    const issues = [...rest.issues, ...overlappingVersions([...rest.rows, ...rows])];
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
  const row = new RowCheck(indicatorColumns, { values, source }, reject);
  if (version === 0) return row.fail('version', 'версии считаются с 1');
  if (validFrom !== null && validTo !== null && validTo < validFrom)
    return row.fail('validTo', 'окончание действия раньше начала');
  const unit = unitOf(values.unit, scale);
  if (unit === null) return row.fail('unit', 'не указана ни единица, ни шкала', { code: 'VALUE_INVALID' });
  if (scale === 'PERCENT' && unit !== '%') return row.fail('unit', 'у шкалы процентов единица – %', { text: unit });
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
  const match = scales.find(({ code }) => code === scale);
  if (!match) return null;
  return { ORDINAL: 'уровень', INTERVAL: '%', BINARY: 'да/нет' }[match.kind];
}
