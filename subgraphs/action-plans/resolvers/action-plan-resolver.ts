import { sql } from 'kysely';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { type Context, DateScalar, OwnersArg, ofOwners, PageArgs, page } from '../../kit/graphql/index.js';
import { LegalAct } from '../model/legal-act.js';
import { MeasureConnection, MeasureFilter } from '../model/measure.js';
import { ActionPlan, ActionPlanConnection, ActionPlanFilter } from '../model/plan.js';
import { MunicipalityReference } from './entity-references.js';
import { actionPlanList, asOfDescription, measureList } from './lists.js';

@ArgsType()
class PlanPageArgs extends PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: 100, description: 'Rows on the page, 1 to 500.' })
  override first!: number;
}

@Resolver(() => ActionPlan)
export class ActionPlanResolver {
  @Query(() => ActionPlanConnection, { description: 'Plans of all owners, or of those named, the earliest first.' })
  actionPlans(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Arg('filter', () => ActionPlanFilter, { nullable: true }) filter: ActionPlanFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const list = actionPlanList(filter);
    return page(context, { ...list, where: [ofOwners(context, municipalities), ...list.where] }, args);
  }

  @FieldResolver(() => MunicipalityReference, { description: 'Whose plan it is.' })
  municipality(@Root() { municipality }: ActionPlan) {
    return { code: municipality };
  }

  @FieldResolver(() => LegalAct, { nullable: true, description: 'The act that approves it, or that it is.' })
  act(@Root() { actId }: ActionPlan, @Ctx() { loaders }: Context) {
    return loaders.byId(LegalAct).load(actId);
  }

  @FieldResolver(() => MeasureConnection, { description: 'Its rows, in order.' })
  measures(
    @Root() { id }: ActionPlan,
    @Arg('filter', () => MeasureFilter, { nullable: true }) filter: MeasureFilter | null,
    @Arg('asOf', () => DateScalar, { nullable: true, description: asOfDescription }) asOf: string | null | undefined,
    @Args(() => PlanPageArgs) args: PlanPageArgs,
    @Ctx() context: Context,
  ) {
    const parent = { name: 'plan', id, tie: (plan: unknown) => sql`r.plan_id = ${plan}` };
    return page(context, { ...measureList(context, filter, undefined, asOf), parent }, args);
  }
}
