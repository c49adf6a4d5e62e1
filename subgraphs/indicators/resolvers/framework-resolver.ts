import { sql } from 'kysely';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { selectEntities } from '../../kit/database/index.js';
import { type Context, checkId, ListSize, ofOwners, PageArgs, page } from '../../kit/graphql/index.js';
import { Framework } from '../model/framework.js';
import { IndicatorConnection, IndicatorFilter } from '../model/indicator.js';
import { QualityAreaCodeEnum } from '../model/quality-area.js';
import { findArea, QualityArea, qualityAreas } from '../model/quality-areas.js';
import { MunicipalityReference } from './entity-references.js';
import { indicatorList } from './lists.js';

@Resolver(() => Framework)
export class FrameworkResolver {
  @ListSize(50)
  @Query(() => [Framework], {
    description: 'Systems of indicators: the federal one, then those of all owners or of those named.',
  })
  async frameworks(
    @Directive('@hub__owner')
    @Arg('municipalities', () => [ID], { nullable: true, description: 'Only of these owners, and the federal one.' })
    municipalities: string[] | null | undefined,
    @Ctx() context: Context,
  ): Promise<Framework[]> {
    const own = ofOwners(context, municipalities);
    const rows = await selectEntities(
      context.snapshot,
      Framework,
      (columns, table) => sql`
        select ${columns} from ${table} r where ${own} or r.municipality is null
        order by r.municipality nulls first, r.sort_key, r.id`,
    );
    return rows.map(({ entity }) => entity);
  }

  @Query(() => Framework, { nullable: true, description: 'One system of indicators by its id.' })
  framework(
    @Directive('@hub__owner') @Arg('id', () => ID, { description: 'Global id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Framework | null> {
    return context.loaders.byId(Framework).load(checkId(context, id, 'framework'));
  }

  @FieldResolver(() => MunicipalityReference, { nullable: true, description: 'Whose it is; null for the federal one.' })
  municipality(@Root() { municipality }: Framework) {
    return municipality === null ? null : { code: municipality };
  }

  @ListSize(9)
  @FieldResolver(() => [QualityArea], {
    description: 'Areas that its indicators measure; of the federal one, all that owners share.',
  })
  areas(@Root() { id, municipality }: Framework, @Ctx() { snapshot, loaders }: Context) {
    if (municipality === null) return qualityAreas;
    const measured = loaders.named('Framework.areas', async (ids: readonly string[]) => {
      const rows = await snapshot.query(sql<{ framework: string; area: string }>`
        select distinct framework_id as framework, area_code as area from indicators.indicator
        where framework_id = any(${[...ids]}::text[])`);
      const byFramework = Map.groupBy(rows, ({ framework }) => framework);
      const place = ({ area }: { area: string }) => Object.keys(QualityAreaCodeEnum).indexOf(area);
      return ids.map((framework) =>
        (byFramework.get(framework) ?? []).sort((a, b) => place(a) - place(b)).map(({ area }) => findArea(area)),
      );
    });
    return measured.load(id);
  }

  @FieldResolver(() => IndicatorConnection, {
    description: 'Its indicators; of the federal one, those of all owners that measure by it.',
  })
  indicators(
    @Root() { id }: Framework,
    @Arg('filter', () => IndicatorFilter, { nullable: true }) filter: IndicatorFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const parent = { name: 'framework', id, tie: (one: unknown) => sql`r.framework_id = ${one}` };
    return page(context, { ...indicatorList(filter), parent }, args);
  }
}
