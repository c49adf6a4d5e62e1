import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { QualityAreaCode } from '../../documents/index.js';
import { type Context, ListSize, OwnersArg, ofOwners, PageArgs, page, type ValueOf } from '../../kit/graphql/index.js';
import { Framework } from '../model/framework.js';
import { Indicator, IndicatorConnection, IndicatorFilter, IndicatorOrder } from '../model/indicator.js';
import { QualityAreaCodeEnum } from '../model/quality-area.js';
import { findArea, QualityArea, qualityAreas } from '../model/quality-areas.js';
import { findScale, Scale, scales } from '../model/scales.js';
import { areasInUse } from '../rules/areas-in-use.js';
import { MunicipalityReference } from './entity-references.js';
import { indicatorList } from './lists.js';

@Resolver(() => QualityArea)
export class QualityAreaResolver {
  @ListSize(9)
  @Query(() => [QualityArea], { description: 'The areas of quality that all owners share.' })
  qualityAreas(): readonly QualityArea[] {
    return qualityAreas;
  }

  @Query(() => QualityArea, { nullable: true, description: 'One area by its code.' })
  qualityArea(@Arg('code', () => QualityAreaCodeEnum, { description: 'Code of the area.' }) code: QualityAreaCode) {
    return findArea(code);
  }

  @ListSize(20)
  @FieldResolver(() => [MunicipalityReference], {
    description:
      'Owners whose own acts name this area in goals or programmes of monitoring, or to whose measures somebody has assigned it, in the order of codes.',
  })
  usedBy(@Root() { code }: QualityArea, @Ctx() { snapshot, loaders, owners }: Context): Promise<{ code: string }[]> {
    const users = loaders.named('usedBy', async (areas: readonly string[]) => {
      const rows = await snapshot.query(sql<{ area: string; municipality: string }>`
        select area, municipality from ${areasInUse} r
        where area = any(${[...areas]}::text[]) and municipality = any(${[...owners]}::text[]) order by municipality
      `);
      const byArea = Map.groupBy(rows, ({ area }) => area);
      return areas.map((area) => (byArea.get(area) ?? []).map(({ municipality }) => ({ code: municipality })));
    });
    return users.load(code);
  }
}

@Resolver(() => Scale)
export class ScaleResolver {
  @ListSize(10)
  @Query(() => [Scale], { description: 'The scales that owners share.' })
  scales(): readonly Scale[] {
    return scales;
  }

  @Query(() => Scale, { nullable: true, description: 'One scale by its code.' })
  scale(@Arg('code', () => ID, { description: 'Code of the scale.' }) code: string): Scale | null {
    return findScale(code);
  }
}

@Resolver(() => Indicator)
export class IndicatorResolver {
  @Query(() => IndicatorConnection, { description: 'Indicators of all owners, or of those named.' })
  indicators(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Arg('filter', () => IndicatorFilter, { nullable: true }) filter: IndicatorFilter | null,
    @Arg('orderBy', () => IndicatorOrder, { nullable: true }) orderBy: ValueOf<typeof IndicatorOrder> | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const list = indicatorList(filter, orderBy);
    return page(context, { ...list, where: [ofOwners(context, municipalities), ...list.where] }, args);
  }

  @FieldResolver(() => MunicipalityReference, { description: 'Whose indicator it is.' })
  municipality(@Root() { municipality }: Indicator) {
    return { code: municipality };
  }

  @FieldResolver(() => QualityArea, { description: 'The area that it measures.' })
  area(@Root() { areaCode }: Indicator) {
    return findArea(areaCode);
  }

  @FieldResolver(() => Framework, { nullable: true, description: 'The system of indicators that it belongs to.' })
  framework(@Root() { frameworkId }: Indicator, @Ctx() { loaders }: Context) {
    return frameworkId ? loaders.byId(Framework).load(frameworkId) : null;
  }

  @FieldResolver(() => Scale, { nullable: true, description: 'The scale of its values; null for plain numbers.' })
  scale(@Root() { scaleCode }: Indicator) {
    return scaleCode ? findScale(scaleCode) : null;
  }
}
