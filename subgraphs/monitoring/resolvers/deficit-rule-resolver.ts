import { sql } from 'kysely';
import { Ctx, FieldResolver, Float, Query, Resolver, Root } from 'type-graphql';
import { selectEntities } from '../../kit/database/index.js';
import { type Context, ListSize, OwnersArg, ofOwners } from '../../kit/graphql/index.js';
import { DeficitRule } from '../model/deficit-rule.js';
import { MunicipalityReference, QualityAreaReference } from './entity-references.js';

@Resolver(() => DeficitRule)
export class DeficitRuleResolver {
  @ListSize(50)
  @Query(() => [DeficitRule], { description: 'By what rules owners find deficits, in the order of codes.' })
  async deficitRules(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Ctx() context: Context,
  ): Promise<DeficitRule[]> {
    const rows = await selectEntities(
      context.snapshot,
      DeficitRule,
      (columns, table) => sql`
        select ${columns} from ${table} r where ${ofOwners(context, municipalities)}
        order by r.municipality, r.sort_key, r.id`,
    );
    return rows.map(({ entity }) => entity);
  }

  @FieldResolver(() => MunicipalityReference, { description: 'Whose rule it is.' })
  municipality(@Root() { municipality }: DeficitRule) {
    return { code: municipality };
  }

  @FieldResolver(() => QualityAreaReference, {
    nullable: true,
    description: 'The only area that it looks at; null for all.',
  })
  area(@Root() { areaCode }: DeficitRule) {
    return areaCode ? { code: areaCode } : null;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Below which level of the common scale, or which value; by how many levels, or how much in units. Null: below the basic level; by one level; at all.',
  })
  threshold(@Root() { threshold }: DeficitRule) {
    return threshold === null ? null : Number(threshold);
  }
}
