import { type RawBuilder, sql } from 'kysely';
import { EvidenceKind } from '../../../indicators/model/evidence-kind.js';
import { QualityAreaCodeEnum } from '../../../indicators/model/quality-area.js';
import {
  commonScale,
  findScale,
  onCommonScale,
  relationToCommonScale,
  scales,
} from '../../../indicators/model/scales.js';
import { LegalForm } from '../../../institutions/model/legal-form.js';
import { type Dimension, dimensionsAsked } from '../../../kit/database/index.js';
import { restsOnSynthetic, type ValueOf } from '../../../kit/graphql/index.js';
import { MonitoringLevel } from '../../model/monitoring-round.js';
import type { ProfileDimension, QualityProfileRow } from '../../model/quality-profile.js';

type Asked = readonly ValueOf<typeof ProfileDimension>[];
type ProfileColumn = Dimension<QualityProfileRow>;

/** What rows are keyed by, in the order in which they are sorted: of cell `r`, its round, its indicator, its common level. */
export function keyColumns(groupBy: Asked): ProfileColumn[] {
  const isOwnScale = groupBy.includes('COMMON_LEVEL')
    ? sql`i.scale_code <> all(${comparableScales}::text[])`
    : sql`true`;
  const own = (column: string) => sql`case when coalesce(${isOwnScale}, true) then ${sql.ref(column)} end`;
  return [
    { field: 'ofOwners', value: sql`r.whole`, order: 'number' },
    ...dimensionsAsked(dimensions, groupBy).flat(),
    { field: 'evidence', value: sql`r.evidence`, order: EvidenceKind },
    { field: 'roundLevel', value: sql`round.level`, order: MonitoringLevel },
    { field: 'sampled', value: sql`round.sampled`, order: 'number' },
    {
      field: 'framework',
      value: sql`case when coalesce(${isOwnScale}, true) then coalesce(i.framework_id, r.municipality) end`,
      order: 'text',
    },
    { field: 'indicatorVersion', value: own('i.version'), order: 'number' },
    { field: 'unit', value: own('i.unit'), order: 'text' },
    {
      field: 'scale',
      value: sql`case when coalesce(${isOwnScale}, true) then i.scale_code else ${sql.lit(commonScale)} end`,
      order: 'text',
    },
    {
      field: 'synthetic',
      value: sql`(r.synthetic or ${restsOnSynthetic('round', sql`r.round_id`)} or ${restsOnSynthetic('indicator', sql`r.indicator_id`)})`,
      order: 'number',
    },
  ];
}

/** All fields that rows are keyed by, null where they are not asked for. */
export const noKeys: Partial<QualityProfileRow> = {};

const dimensions: Record<ValueOf<typeof ProfileDimension>, ProfileColumn[]> = {
  MUNICIPALITY: [{ field: 'municipality', value: sql`r.municipality`, order: 'text' }],
  AREA: [{ field: 'area', value: sql`r.area_code`, order: QualityAreaCodeEnum }],
  YEAR: [{ field: 'year', value: sql`r.year`, order: 'number' }],
  ROUND: [{ field: 'round', value: sql`r.round_id`, order: 'text' }],
  // Rows are kept apart by it in any case.
  ROUND_LEVEL: [],
  INDICATOR: [{ field: 'indicator', value: sql`r.indicator_id`, order: 'text' }],
  INDICATOR_CODE: [{ field: 'indicatorCode', value: sql`i.code`, order: 'text' }],
  LEVEL: [
    { field: 'level', value: sql`case when r.level_from = r.level_to then r.level_from end`, order: 'text' },
    { field: 'levelFrom', value: sql`r.level_from`, order: 'text' },
    { field: 'levelTo', value: sql`r.level_to`, order: 'text' },
  ],
  COMMON_LEVEL: [
    { field: 'commonFrom', value: sql`lowest.lowest`, order: 'text' },
    { field: 'commonTo', value: sql`highest.highest`, order: 'text' },
  ],
  INSTITUTION_TYPE: [{ field: 'institutionType', value: sql`r.institution_type`, order: LegalForm }],
  EVIDENCE: [],
};
for (const { field } of Object.values(dimensions).flat()) Object.assign(noKeys, { [field]: null });

interface Interval {
  level: string;
  lowest: string;
  highest: string;
}

/** What each level of a scale may be on the common one: an interval, by the crosswalks alone. */
const intervals: readonly Interval[] = scales.flatMap(({ levels }) =>
  levels.flatMap(({ code }): Interval[] => {
    const common = onCommonScale(code);
    const [lowest, highest] = [common.at(0), common.at(-1)];
    return lowest && highest ? [{ level: code, lowest: lowest.code, highest: highest.code }] : [];
  }),
);

/** Scales that have a place on the common one. */
export const comparableScales = scales
  .filter((scale) => relationToCommonScale(scale) !== 'NONE')
  .map(({ code }) => code);

/** What each level may be on the common scale, as a table of this name. */
export function commonLevels(name: string): RawBuilder<unknown> {
  return sql`unnest(
    ${intervals.map(({ level }) => level)}::text[], ${intervals.map(({ lowest }) => lowest)}::text[],
    ${intervals.map(({ highest }) => highest)}::text[]
  ) ${sql.ref(name)}(level, lowest, highest)`;
}

/** The mean of a scale whose levels are only ordered says nothing. */
export function isOrdinal(scale: string | null | undefined): boolean {
  return scale != null && (findScale(scale)?.levels.length ?? 0) > 0;
}
