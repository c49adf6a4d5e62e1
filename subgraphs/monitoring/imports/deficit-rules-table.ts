import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { sortKey } from '../../../schema/contract/collation.js';
import { formatId } from '../../../schema/contract/id.js';
import { issue } from '../../documents/index.js';
import { areaWords } from '../../indicators/imports/quality-area-cell.js';
import { parseScale } from '../../indicators/imports/scale-cell.js';
import { findScale } from '../../indicators/model/scales.js';
import { mentionsInWords, mentionsOf } from '../../kit/database/index.js';
import type { Issue } from '../../kit/graphql/index.js';
import {
  choice,
  custom,
  type Reject,
  RowCheck,
  type TableRecord,
  tableKind,
  text,
  uploadedFrom,
  type Values,
} from '../../kit/import/index.js';
import type { PublicationRef, RowSet } from '../../kit/publishing/index.js';
import { Deficit } from '../model/deficit.js';
import { DeficitRule, deficitRuleLabels } from '../model/deficit-rule.js';
import { deleteRuleDeficits, findByChangedRules } from '../rules/deficits/changed-rules.js';
import { commonScaleLevels, placedLevels } from '../rules/deficits/common-levels.js';
import { ResultIndicators } from './observations/indicator-register.js';
import { parseCode, parseDecimal } from './parse-cells.js';

const columns = {
  code: custom('Код правила', 'Код, под которым правило остаётся тем же', parseCode, { synonyms: ['Код', '№'] }),
  kind: choice('Вид правила', deficitRuleLabels, { required: true, synonyms: ['Вид', 'Правило'] }),
  area: choice('Направление', areaWords.labels, {
    also: areaWords.also,
    synonyms: ['Направление качества'],
    hint: 'Пусто – все направления',
  }),
  indicator: text('Код показателя', 100, { synonyms: ['Показатель'], hint: 'Пусто – все показатели' }),
  scale: custom('Шкала', 'Только показатели с этой шкалой; пусто – все шкалы с уровнями качества', parseScale),
  threshold: custom(
    'Порог',
    `Для уровней: ниже какого из ${commonScaleLevels} уровней общей шкалы, или на сколько уровней; для значений: ниже какого, или на сколько`,
    parseDecimal,
    { synonyms: ['Пороговое значение'] },
  ),
  title: text('Название правила', 300, {
    required: true,
    synonyms: ['Название', 'Формулировка'],
    hint: 'Им начинается текст дефицита, например «Ниже базового уровня»',
  }),
};

type Row = Values<typeof columns>;

/** The rules of an owner, in the place of those before; deficits are found anew by them. */
export const deficitRulesTable = tableKind({
  kind: 'DEFICIT_RULES',
  title: 'Правила поиска дефицитов',
  domain: 'MONITORING',
  parserVersion: 1,
  entities: [DeficitRule],
  subject: 'deficit-rules',
  columns,
  keyOf: ({ code }) => code && sortKey(code),
  async plan(em, publication, records, reject) {
    const indicators = await ResultIndicators.of(em, publication.municipality);
    const rows = records
      .filter((record) => makesSense(record, indicators, reject))
      .map((record) => ruleOf(publication, indicators, record));
    const before = await em.find(DeficitRule, { municipality: publication.municipality }, { disableIdentityMap: true });
    const afterWrite = (em: EntityManager) => findByChangedRules(em, publication.municipality, before, rows);
    const issues = await rulesGone(em, before, rows);
    return { rows: rows.length, tables: ruleTables(publication, rows), issues, afterWrite };
  },
  async emptyRows(publication, em) {
    const rules = await em.find(DeficitRule, { municipality: publication.municipality }, { disableIdentityMap: true });
    return { tables: ruleTables(publication, []), issues: await rulesGone(em, rules, []) };
  },
  revert: deleteRuleDeficits,
});

/** Warns of rules that go although measures or recommendations name what they found. Links wait for it to be found again. */
async function rulesGone(
  em: EntityManager,
  before: readonly DeficitRule[],
  after: readonly DeficitRule[],
): Promise<Issue[]> {
  const stays = new Set(after.map(({ id }) => id));
  const issues: Issue[] = [];
  for (const { id, code, title } of before.filter((rule) => !stays.has(rule.id))) {
    const deficits = await em.find(Deficit, { ruleId: id }, { fields: ['id'], disableIdentityMap: true });
    const mentions = await mentionsOf(
      em,
      'deficit',
      deficits.map((deficit) => deficit.id),
    );
    if (mentions.size === 0) continue;
    const message = `Правила «${title}» больше нет, а с дефицитами, которые оно нашло, связаны: ${mentionsInWords([...mentions.values()].flat())}. Связи сохранены и вернутся вместе с ними.`;
    issues.push(issue('STILL_NEEDED', 'WARNING', message, { text: code }));
  }
  return issues;
}

function makesSense(record: TableRecord<Row>, indicators: ResultIndicators, reject: Reject): boolean | null {
  const { code, kind, indicator, scale, threshold } = record.values;
  const row = new RowCheck(columns, record, reject);
  if (code === null) return row.fail('code', 'значение не указано');
  const versions = indicator === null ? [] : indicators.named(indicator);
  if ('problem' in versions) {
    return row.fail('indicator', versions.problem, { code: 'REFERENCE_UNKNOWN', suggestion: versions.suggestion });
  }
  const scales = scale === null ? versions.map(({ scaleCode }) => scaleCode) : [scale];
  const byLevel = scales.length === 0 || scales.every((name) => name !== null && hasLevels(name));
  const isQuality =
    scales.length === 0 || scales.some((name) => placedLevels.some((l) => l.scale === name && l.commonTo));
  if (threshold === null) {
    if (!byLevel && kind === 'BELOW_LEVEL') row.fail('threshold', 'для значений порог нужен');
    return row.isRight;
  }
  const amount = Number(threshold);
  if (kind !== 'BELOW_LEVEL' && amount <= 0) return row.fail('threshold', 'ожидается число больше нуля');
  if (byLevel && !Number.isInteger(amount)) return row.fail('threshold', 'уровни считают целыми');
  if (kind === 'BELOW_LEVEL' && isQuality && byLevel && (amount < 2 || amount > commonScaleLevels)) {
    return row.fail('threshold', `ожидается уровень общей шкалы от 2 до ${commonScaleLevels}`);
  }
  return row.isRight;
}

function hasLevels(scale: string): boolean {
  return (findScale(scale)?.levels.length ?? 0) > 0;
}

function ruleOf(
  publication: PublicationRef,
  indicators: ResultIndicators,
  { values, source }: TableRecord<Row>,
): DeficitRule {
  const { municipality } = publication;
  const { kind, area, indicator, scale, threshold, title } = values;
  const code = values.code!;
  const versions = indicator === null ? [] : indicators.named(indicator);
  return Object.assign(new DeficitRule(), {
    id: formatId({ owner: municipality, kind: 'deficit-rule', local: code }),
    municipality,
    code,
    kind,
    areaCode: area,
    indicatorCode: 'problem' in versions ? null : (versions[0]?.code ?? null),
    scaleCode: scale,
    threshold,
    title,
    provenance: uploadedFrom(publication, source),
    sortKey: `${municipality}/${sortKey(code)}`,
  });
}

function ruleTables({ municipality }: PublicationRef, rows: readonly DeficitRule[]): RowSet<DeficitRule>[] {
  const of = sql`r.municipality = ${municipality}`;
  return [{ entity: DeficitRule, rows, of, label: 'title' }];
}
