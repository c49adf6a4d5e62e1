import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { Holds } from '../../kit/graphql/bounds.js';
import type { Context } from '../../kit/graphql/context.js';
import { AreaCrosswalk } from '../model/area-crosswalk.js';
import { AreaComparability } from '../model/comparability.js';
import { compareAreas } from '../rules/compare-areas.js';
import { readAreaCrosswalks } from '../rules/read-area-crosswalks.js';

@Resolver()
export class AreaResolver {
  @Holds(50)
  @Query(() => [AreaCrosswalk], {
    description:
      'What owners have in the shared areas of quality: in their own words, by their acts and by the marking of their measures.',
  })
  areaCrosswalks(
    @Directive('@hub__owner')
    @Arg('municipalities', () => [ID], { nullable: true, description: 'Only of these owners.' })
    municipalities: string[] | null | undefined,
    @Ctx() context: Context,
  ): Promise<AreaCrosswalk[]> {
    return readAreaCrosswalks(context, municipalities);
  }

  @Holds(18)
  @Query(() => [AreaComparability], {
    description:
      'Which areas are comparable among which owners, and if not, why: a row for each of the shared areas, also where nobody uses it, and one more for each that has made-up indicators.',
  })
  comparability(
    @Directive('@hub__owner')
    @Arg('municipalities', () => [ID], { nullable: true, description: 'Only of these owners.' })
    municipalities: string[] | null | undefined,
    @Ctx() context: Context,
  ): Promise<AreaComparability[]> {
    return compareAreas(context, municipalities);
  }
}
