import { type RawBuilder, sql } from 'kysely';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { type Dimension, dimensionOrder, dimensionsAsked } from '../../kit/database/index.js';
import {
  type Context,
  ListSize,
  OwnersArg,
  ofOwners,
  restsOnSynthetic,
  type ValueOf,
} from '../../kit/graphql/index.js';
import { ClusterDimension, ClusterFilter, ClusterSummaryRow } from '../model/cluster-summary.js';
import { joinedLevels } from '../rules/profile/public-cells.js';
import { isFullySeen } from '../rules/profile/sources.js';
import { toldSum } from '../rules/profile/sums.js';

type Column = Dimension<ClusterSummaryRow>;

const dimensions: Record<ValueOf<typeof ClusterDimension>, Column[]> = {
  MUNICIPALITY: [{ field: 'municipality', value: sql`r.municipality`, order: 'text' }],
  YEAR: [{ field: 'year', value: sql`r.year`, order: 'number' }],
  ROUND: [{ field: 'round', value: sql`r.round_id`, order: 'text' }],
  CLUSTER: [
    { field: 'level', value: sql`case when r.level_from = r.level_to then r.level_from end`, order: 'text' },
    { field: 'levelFrom', value: sql`r.level_from`, order: 'text' },
    { field: 'levelTo', value: sql`r.level_to`, order: 'text' },
  ],
};

/** Rows are kept apart by these in any case. */
const apart: Column[] = [
  { field: 'sampled', value: sql`r.sampled`, order: 'number' },
  { field: 'scale', value: sql`r.scale`, order: 'text' },
  { field: 'synthetic', value: sql`r.synthetic`, order: 'number' },
];

@Resolver(() => ClusterSummaryRow)
export class ClusterSummaryResolver {
  @ListSize(1000)
  @Query(() => [ClusterSummaryRow], { description: 'Counts institutions by the clusters that rounds put them into.' })
  async clusterSummary(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Arg('filter', () => ClusterFilter, { nullable: true }) filter: ClusterFilter | null,
    @Arg('groupBy', () => [ClusterDimension], { description: 'Dimensions; repeated ones count once.' })
    groupBy: ValueOf<typeof ClusterDimension>[],
    @Ctx() context: Context,
  ): Promise<ClusterSummaryRow[]> {
    const columns = [...dimensionsAsked(dimensions, groupBy).flat(), ...apart];
    const where = [ofOwners(context, municipalities)];
    if (filter?.rounds) where.push(sql`r.round_id = any(${filter.rounds}::text[])`);
    if (filter?.years) where.push(sql`r.year = any(${filter.years}::int[])`);
    const from = sql`${clustersSeen(context, groupBy.includes('CLUSTER'))} r where ${sql.join(where, sql` and `)}`;
    const rows = await context.snapshot.query(sumsOf(columns, from));
    return rows.map((row) => Object.assign(new ClusterSummaryRow(), notGrouped, row));
  }
}

const notGrouped = Object.fromEntries(
  Object.values(dimensions).flatMap((some) => some.map(({ field }) => [field, null])),
);

/** Clusters as the caller sees them, and where those whose cluster is not told may be besides. */
function clustersSeen({ caller }: Context, byCluster: boolean): RawBuilder<unknown> {
  return sql`(
    select c.municipality, c.round_id, c.year, c.sampled, c.scale, c.synthetic, place.level_from, place.level_to,
      case when place.is_own and c.is_told then 1 else 0 end as count,
      not (place.is_own and c.is_told) as hides, case when c.is_told and not place.is_own then 1 else 0 end as withheld
    from (
      select a.*, coalesce(j.levels, array[a.seen_from]) as levels from (
        select r.municipality, r.round_id, round.year, round.sampled, split_part(r.level_code, '/', 1) as scale,
          r.synthetic or ${restsOnSynthetic('institution', sql`r.institution_id`)} or ${restsOnSynthetic('round', sql`r.round_id`)} as synthetic,
          known or s.institution_id is not null as is_told,
          case when known then r.level_code else s.shown_from end as seen_from,
          case when known then r.level_code else s.shown_to end as seen_to
        from (select *, ${isFullySeen(caller, sql`false`)} as known from monitoring.cluster_assignment) r
        join monitoring.monitoring_round round on round.id = r.round_id
        left join monitoring.shown_cluster s on (s.round_id, s.institution_id) = (r.round_id, r.institution_id)
      ) a left join ${joinedLevels} on j.scale = a.scale and j.level_from = coalesce(a.seen_from, '')
        and j.level_to = coalesce(a.seen_to, '')
    ) c cross join lateral (
      select true as is_own, c.seen_from as level_from, c.seen_to as level_to
      union all select false, l, l from unnest(c.levels) l where ${byCluster} and cardinality(c.levels) > 1
    ) place
  )`;
}

function sumsOf(columns: readonly Column[], from: RawBuilder<unknown>): RawBuilder<ClusterSummaryRow> {
  const refs = (some: readonly Column[]) => sql.join(some.map(({ field }) => sql.ref(field)));
  const keys = refs(columns);
  const values = sql.join(columns.map(({ field, value }) => sql`${value} as ${sql.ref(field)}`));
  const distribution = refs(columns.filter(({ field }) => !field.startsWith('level')));
  return sql<ClusterSummaryRow>`
    with cluster as (
      select ${values}, r.municipality as of, r.round_id, r.count, r.hides, r.withheld from ${from}
    ), placed as (
      select *, min(round_id) over rounds <> max(round_id) over rounds as is_repeated
      from cluster window rounds as (partition by ${distribution}, of)
    ), owner as (
      select ${keys}, ${toldSum('count', 'hides')} as count, sum(withheld) as withheld,
        bool_or(is_repeated) as is_repeated, not bool_or(hides) as is_complete
      from placed group by ${keys}, of
    )
    select * from (
      select ${keys}, sum(count)::int as count,
        case when bool_or(is_repeated) then 'RESULTS' else 'INSTITUTIONS' end as "countOf",
        sum(withheld)::int as withheld, bool_and(is_complete) as "isComplete"
      from owner group by ${keys}
    ) g order by ${sql.join(columns.map(dimensionOrder))}`;
}
