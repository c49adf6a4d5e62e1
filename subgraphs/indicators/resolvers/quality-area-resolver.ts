import { Ctx, Query, Resolver } from 'type-graphql';
import { type Context, ListSize, OwnersArg } from '../../kit/graphql/index.js';
import { AreaCrosswalk } from '../model/area-crosswalk.js';
import { AreaComparability } from '../model/comparability.js';
import { compareAreas } from '../rules/compare-areas.js';
import { readAreaCrosswalks } from '../rules/read-area-crosswalks.js';

@Resolver()
export class AreaResolver {
  @ListSize(50)
  @Query(() => [AreaCrosswalk], {
    description:
      'What owners have in the shared areas of quality: in their own words, by their acts and by the marking of their measures.',
  })
  areaCrosswalks(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Ctx() context: Context,
  ): Promise<AreaCrosswalk[]> {
    return readAreaCrosswalks(context, municipalities);
  }

  @ListSize(18)
  @Query(() => [AreaComparability], {
    description:
      'Which areas are comparable among which owners, and if not, why: a row for each of the shared areas, also where nobody uses it, and one more for each that has made-up indicators.',
  })
  comparability(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Ctx() context: Context,
  ): Promise<AreaComparability[]> {
    return compareAreas(context, municipalities);
  }
}
