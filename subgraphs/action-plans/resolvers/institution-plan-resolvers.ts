import { type RawBuilder, sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { QualityAreaCode } from '../../documents/index.js';
import { type Context, DateScalar, PageArgs, page, type ValueOf } from '../../kit/graphql/index.js';
import { InstitutionPlan } from '../model/institution-plan.js';
import { LegalActConnection, LegalActFilter } from '../model/legal-act.js';
import { MeasureConnection, MeasureFilter, MeasureOrder } from '../model/measure.js';
import { ActionPlanConnection, ActionPlanFilter } from '../model/plan.js';
import { InstitutionReference, MunicipalityReference, QualityAreaReference } from './entity-references.js';
import { actionPlanList, asOfDescription, legalActList, measureList } from './lists.js';

const ofMunicipality = (id: string) => ({
  parent: { name: 'municipality', id, tie: (code: RawBuilder<string>) => sql`r.municipality = ${code}` },
});

@Resolver(() => MunicipalityReference)
export class MunicipalityPlans {
  @FieldResolver(() => LegalActConnection, { description: 'Acts that it published.' })
  legalActs(
    @Root() { code }: { code: string },
    @Arg('filter', () => LegalActFilter, { nullable: true }) filter: LegalActFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    return page(context, { ...legalActList(filter), ...ofMunicipality(code) }, args);
  }

  @FieldResolver(() => ActionPlanConnection, { description: 'Its plans.' })
  actionPlans(
    @Root() { code }: { code: string },
    @Arg('filter', () => ActionPlanFilter, { nullable: true }) filter: ActionPlanFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    return page(context, { ...actionPlanList(filter), ...ofMunicipality(code) }, args);
  }

  @FieldResolver(() => MeasureConnection, { description: 'Rows of its plans.' })
  measures(
    @Root() { code }: { code: string },
    @Arg('filter', () => MeasureFilter, { nullable: true }) filter: MeasureFilter | null,
    @Arg('asOf', () => DateScalar, { nullable: true, description: asOfDescription }) asOf: string | null | undefined,
    @Arg('orderBy', () => MeasureOrder, { nullable: true, defaultValue: 'SOURCE_ORDER' }) orderBy: ValueOf<
      typeof MeasureOrder
    >,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    return page(context, { ...measureList(context, filter, orderBy, asOf), ...ofMunicipality(code) }, args);
  }
}

@Resolver(() => QualityAreaReference)
export class QualityAreaMeasures {
  @FieldResolver(() => MeasureConnection, { description: 'Measures of all owners that serve it.' })
  measures(@Root() { code }: { code: QualityAreaCode }, @Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    const parent = { name: 'area', id: code, tie: (area: unknown) => sql`r.area_codes @> array[${area}]` };
    return page(context, { ...measureList(context, null), parent }, args);
  }
}

@Resolver(() => InstitutionReference)
export class InstitutionPlans {
  @FieldResolver(() => InstitutionPlan, { nullable: true, description: 'Its own plan; null where none is reported.' })
  plan(@Root() { id }: { id: string }, @Ctx() { loaders }: Context): Promise<InstitutionPlan | null> {
    return loaders.byColumn(InstitutionPlan, { property: 'institutionId', column: 'institution_id' }).load(id);
  }
}

@Resolver(() => InstitutionPlan)
export class InstitutionPlanResolver {
  @FieldResolver(() => InstitutionReference, { description: 'Whose plan it is.' })
  institution(@Root() { institutionId }: InstitutionPlan) {
    return { id: institutionId };
  }
}
