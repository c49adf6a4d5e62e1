import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { unparsedDeadline } from '../../documents/index.js';
import {
  type Context,
  DateScalar,
  ListSize,
  OwnersArg,
  ofOwners,
  PageArgs,
  page,
  type ValueOf,
} from '../../kit/graphql/index.js';
import { Deadline } from '../model/deadline.js';
import { ColumnRoleEnum } from '../model/enums.js';
import { Measure, MeasureConnection, MeasureFilter, MeasureOrder } from '../model/measure.js';
import { ActionPlan, type PlanColumn, PlanSection } from '../model/plan.js';
import { Responsible } from '../model/responsible.js';
import { visibleDeficits } from '../rules/deficit-links/visible-deficits.js';
import { deadlineInForce } from '../rules/progress/deadline-in-force.js';
import { DeficitReference, MunicipalityReference, QualityAreaReference } from './entity-references.js';
import { asOfDescription, measureList } from './lists.js';

@Resolver(() => Measure)
export class MeasureResolver {
  @Query(() => MeasureConnection, { description: 'Rows of the plans of all owners, or of those named.' })
  measures(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Arg('filter', () => MeasureFilter, { nullable: true }) filter: MeasureFilter | null,
    @Arg('asOf', () => DateScalar, { nullable: true, description: asOfDescription }) asOf: string | null | undefined,
    @Arg('orderBy', () => MeasureOrder, { nullable: true, defaultValue: 'SOURCE_ORDER' }) orderBy: ValueOf<
      typeof MeasureOrder
    >,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const list = measureList(context, filter, orderBy, asOf);
    return page(context, { ...list, where: [ofOwners(context, municipalities), ...list.where] }, args);
  }

  @FieldResolver(() => MunicipalityReference, { description: 'Whose measure it is.' })
  municipality(@Root() { municipality }: Measure) {
    return { code: municipality };
  }

  @FieldResolver(() => ActionPlan, { description: 'The plan that it is a row of.' })
  plan(@Root() { planId }: Measure, @Ctx() { loaders }: Context) {
    return loaders.byId(ActionPlan).load(planId);
  }

  @FieldResolver(() => PlanSection, { nullable: true, description: 'Its section; null in a plan without sections.' })
  async section(@Root() { planId, sectionPath }: Measure, @Ctx() { loaders }: Context): Promise<PlanSection | null> {
    const plan = await loaders.byId(ActionPlan).load(planId);
    const path = sectionPath.join('\n');
    return plan?.sections.find((section) => section.path.join('\n') === path) ?? null;
  }

  @FieldResolver(() => Deadline, { description: 'When it is to be done.' })
  deadline(@Root() { id, deadline, deadlineText }: Measure, @Ctx() context: Context): Promise<Deadline> {
    return deadlineInForce(id, deadline ?? unparsedDeadline(deadlineText ?? ''), context);
  }

  @FieldResolver(() => [ColumnRoleEnum], {
    description:
      "What the plan's table has no column for: such a field is absent in the source, while an empty one is a cell left empty.",
  })
  async absentInSource(@Root() { planId }: Measure, @Ctx() { loaders }: Context): Promise<string[]> {
    const columns = (await loaders.column(ActionPlan, 'columns').load(planId)) as PlanColumn[];
    return Object.values(ColumnRoleEnum).filter(
      (role) => role !== 'OTHER' && !columns.some((column) => column.role === role),
    );
  }

  @ListSize(3)
  @FieldResolver(() => [Responsible], {
    description: 'Who is responsible, in the order of the cell; none where it is empty or there is no such column.',
  })
  responsible(@Root() { id }: Measure, @Ctx() { loaders }: Context): Promise<Responsible[]> {
    return loaders.children(Responsible, { property: 'measureId', column: 'measure_id' }, 'measure_id', 'seq').load(id);
  }

  @ListSize(2)
  @FieldResolver(() => [QualityAreaReference], {
    description: 'Areas of quality that it serves, where somebody has said so.',
  })
  areas(@Root() { areaCodes }: Measure) {
    return areaCodes.map((code) => ({ code }));
  }

  @ListSize(5)
  @FieldResolver(() => [DeficitReference], {
    description: 'Deficits that its owner says it answers, of those that the caller sees, in order of ids.',
  })
  answersDeficits(@Root() { id }: Measure, @Ctx() { snapshot, loaders, caller }: Context): Promise<{ id: string }[]> {
    const deficitLoader = loaders.named('answersDeficits', async (ids: readonly string[]) => {
      const rows = await snapshot.query(sql<{ measure_id: string; deficit_id: string }>`
        select l.measure_id, l.deficit_id from action_plans.measure_deficit l
        join ${visibleDeficits(caller)} d on d.id = l.deficit_id
        where l.measure_id = any(${[...ids]}::text[]) order by l.deficit_id`);
      const byMeasure = Map.groupBy(rows, (row) => row.measure_id);
      return ids.map((measure) => (byMeasure.get(measure) ?? []).map((row) => ({ id: row.deficit_id })));
    });
    return deficitLoader.load(id);
  }
}
