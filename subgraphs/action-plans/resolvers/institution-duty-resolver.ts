import { type RawBuilder, sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type Context, DateScalar, OwnersArg, ofOwners, PageArgs, page } from '../../kit/graphql/index.js';
import { InstitutionDuty, InstitutionDutyConnection, InstitutionDutyFilter } from '../model/institution-duty.js';
import { Instruction } from '../model/instruction.js';
import { datedInstructions, dutyRows } from '../rules/compliance/duty-rows.js';
import { InstitutionReference, MunicipalityReference } from './entity-references.js';

@Resolver(() => InstitutionDuty)
export class InstitutionDutyResolver {
  @Query(() => InstitutionDutyConnection, {
    description:
      'Which institutions carried out what they were ordered by a date, and which did not: by due day, instruction and name.',
  })
  async institutionDuties(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Arg('filter', () => InstitutionDutyFilter, { nullable: true }) filter: InstitutionDutyFilter | null,
    @Arg('asOf', () => DateScalar, { description: 'The day.' }) asOf: string,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const owned = ofOwners(context, municipalities);
    const condition = filter?.instructions ? sql` and r.id = any(${filter.instructions}::text[])` : sql``;
    const deadlines = await datedInstructions(context, sql`${owned}${condition}`);
    const where: RawBuilder<unknown>[] = [];
    if (filter?.states) where.push(sql`r.state = any(${filter.states}::text[])`);
    if (filter?.institutions) where.push(sql`r.institution_id = any(${filter.institutions}::text[])`);
    const order = { name: 'institutionDuties', key: 'sortKey', column: 'sort_key' } as const;
    return page(context, { entity: InstitutionDuty, from: dutyRows(deadlines, asOf), order, where, filter }, args);
  }

  @FieldResolver(() => MunicipalityReference, { description: 'Who ordered it.' })
  municipality(@Root() { municipality }: InstitutionDuty) {
    return { code: municipality };
  }

  @FieldResolver(() => InstitutionReference, { description: 'Whose duty it is.' })
  institution(@Root() { institutionId }: InstitutionDuty) {
    return { id: institutionId };
  }

  @FieldResolver(() => Instruction, { description: 'What was ordered.' })
  instruction(@Root() { instructionId }: InstitutionDuty, @Ctx() { loaders }: Context) {
    return loaders.byId(Instruction).load(instructionId);
  }
}
