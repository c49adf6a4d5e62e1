import { sql } from 'kysely';
import { Arg, Ctx, Directive, FieldResolver, Float, Query, Resolver, Root } from 'type-graphql';
import { quantilesOf, readSketch } from '../../../schema/contract/sketch.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import { type Context, DateTimeScalar, ListSize, OwnersArg, ofOwners, type ValueOf } from '../../kit/graphql/index.js';
import { ObservationFilter } from '../model/observation.js';
import { ProfileDimension, QualityProfileRow } from '../model/quality-profile.js';
import { readProfile } from '../rules/profile/read-profile.js';
import { MunicipalityReference } from './entity-references.js';

type Dimensions = ValueOf<typeof ProfileDimension>[];

const asRecordedOnDescription =
  'As it was recorded on this instant, before corrections that came later; for the region and those whose values they are, as is a filter by institutions.';

@Resolver(() => QualityProfileRow)
export class QualityProfileResolver {
  @ListSize(5000)
  @Query(() => [QualityProfileRow], {
    description: 'Results of all owners, or of those named, summed up by any dimensions.',
  })
  qualityProfile(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Arg('filter', () => ObservationFilter, { nullable: true }) filter: ObservationFilter | null,
    @Arg('groupBy', () => [ProfileDimension], { description: 'By what; empty: all that can be added in one row.' })
    groupBy: Dimensions,
    @Arg('asRecordedOn', () => DateTimeScalar, { nullable: true, description: asRecordedOnDescription })
    asRecordedOn: Date | null,
    @Ctx() context: Context,
  ): Promise<QualityProfileRow[]> {
    return readProfile(context, { filter, asRecordedOn, groupBy, where: [ofOwners(context, municipalities)] });
  }

  @Directive('@hub__merge(rule: SKETCH)')
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'How many numbers lie in which span, as JSON: a DDSketch of 1 % relative error, which adds up span by span. Seen by whom `min` is; null where there are no numbers.',
  })
  sketch(@Root() row: QualityProfileRow): Promise<string | null> {
    return row.sketchOf();
  }

  @Directive('@hub__merge(rule: QUANTILES, fields: "sketch")')
  @FieldResolver(() => [Float], {
    nullable: true,
    description:
      'The numbers below which these parts of all lie, each within 1 % of the true one. Seen by whom `min` is; null where there are no numbers.',
  })
  async quantiles(
    @Root() row: QualityProfileRow,
    @Arg('of', () => [Float], { description: 'Parts, 0 to 1: 0.5 for the median.' }) of: number[],
  ): Promise<number[] | null> {
    const wrong = of.find((part) => !(part >= 0 && part <= 1));
    if (wrong !== undefined) throw new HubError('BAD_ARGUMENT', { reason: 'PART', got: wrong });
    const sketch = await row.sketchOf();
    return sketch === null ? null : quantilesOf(readSketch(sketch), of);
  }
}

@Resolver(() => MunicipalityReference)
export class MunicipalityProfile {
  @ListSize(1000)
  @FieldResolver(() => [QualityProfileRow], { description: 'Its results, summed up by any dimensions.' })
  qualityProfile(
    @Root() { code }: { code: string },
    @Arg('filter', () => ObservationFilter, { nullable: true }) filter: ObservationFilter | null,
    @Arg('groupBy', () => [ProfileDimension], { description: 'By what; empty: all that can be added in one row.' })
    groupBy: Dimensions,
    @Arg('asRecordedOn', () => DateTimeScalar, { nullable: true, description: asRecordedOnDescription })
    asRecordedOn: Date | null,
    @Ctx() context: Context,
  ): Promise<QualityProfileRow[]> {
    const name = `qualityProfile|${JSON.stringify([filter, groupBy, asRecordedOn])}`;
    return context.loaders
      .named(name, async (codes: readonly string[]) => {
        const where = [sql`r.municipality = any(${[...codes]}::text[])`];
        const rows = await readProfile(context, {
          filter,
          asRecordedOn,
          groupBy: [...groupBy, 'MUNICIPALITY'],
          where,
        });
        const byOwner = Map.groupBy(rows, ({ municipality }) => municipality);
        if (!groupBy.includes('MUNICIPALITY')) for (const row of rows) row.municipality = null;
        return codes.map((one) => byOwner.get(one) ?? []);
      })
      .load(code);
  }
}
