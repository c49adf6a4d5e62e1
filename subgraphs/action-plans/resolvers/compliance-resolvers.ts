import { sql } from 'kysely';
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { checkId, DateScalar, ListSize, OwnersArg, ofOwners, type ValueOf } from '../../kit/graphql/index.js';
import type { PublishingContext } from '../../kit/publishing/index.js';
import {
  ComplianceDimension,
  ComplianceRow,
  InstitutionCompliance,
  InstitutionPlanInput,
} from '../model/compliance.js';
import { InstitutionPlan } from '../model/institution-plan.js';
import { Instruction } from '../model/instruction.js';
import { countDuties, datedInstructions, statesOfPlans } from '../rules/compliance/duty-rows.js';
import { reportInstitutionPlan } from '../rules/compliance/report-institution-plan.js';
import { checkInstitution } from './check-institution.js';

@Resolver(() => ComplianceRow)
export class ComplianceResolver {
  @ListSize(1000)
  @Query(() => [ComplianceRow], {
    description:
      'How institutions carried out what they were ordered by a date; one row in all where no dimension is named, and one of made-up institutions where there are any.',
  })
  async compliance(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Directive('@hub__owner')
    @Arg('instruction', () => ID, { nullable: true, description: 'Only this instruction.' })
    instruction: string | null | undefined,
    @Arg('asOf', () => DateScalar, { description: 'The day.' }) asOf: string,
    @Arg('groupBy', () => [ComplianceDimension], { description: 'Dimensions; repeated ones count once.' })
    groupBy: ValueOf<typeof ComplianceDimension>[],
    @Ctx() context: PublishingContext,
  ): Promise<ComplianceRow[]> {
    const condition = instruction == null ? sql`` : sql` and r.id = ${checkId(context, instruction, 'instruction')}`;
    const deadlines = await datedInstructions(context, sql`${ofOwners(context, municipalities)}${condition}`);
    return countDuties(context, deadlines, asOf, groupBy);
  }
}

@Resolver(() => Instruction)
export class InstructionCompliance {
  @ListSize(5)
  @FieldResolver(() => [ComplianceRow], {
    description:
      'How institutions carried it out, by states. Empty where it is not a dated instruction to each institution to approve or publish its plan.',
  })
  compliance(
    @Root() { id }: Instruction,
    @Arg('asOf', () => DateScalar, { description: 'The day.' }) asOf: string,
    @Ctx() context: PublishingContext,
  ): Promise<ComplianceRow[]> {
    const rows = context.loaders.named(`compliance|${asOf}`, async (ids: readonly string[]) => {
      const deadlines = await datedInstructions(context, sql`r.id = any(${[...ids]}::text[])`);
      const counts = await countDuties(context, deadlines, asOf, ['MUNICIPALITY', 'INSTRUCTION', 'STATE']);
      const byInstruction = Map.groupBy(counts, ({ instruction }) => instruction);
      return ids.map((instruction) => byInstruction.get(instruction) ?? []);
    });
    return rows.load(id);
  }
}

@Resolver(() => InstitutionPlan)
export class InstitutionPlanCompliance {
  @Mutation(() => InstitutionPlan, {
    nullable: true,
    description:
      'Says when an institution approved and published its own plan, and where. Errors: BAD_ID, BAD_ARGUMENT (a day in the future, an address that is none).',
  })
  async reportInstitutionPlan(
    @Arg('input', () => InstitutionPlanInput) input: InstitutionPlanInput,
    @Ctx() context: PublishingContext,
  ): Promise<InstitutionPlan | null> {
    const { institution } = input;
    await checkInstitution(context, institution);
    const id = await context.change((em, at) => reportInstitutionPlan(em, at, input));
    return context.loaders.byId(InstitutionPlan).load(id);
  }

  @ListSize(10)
  @FieldResolver(() => [InstitutionCompliance], {
    description: "Whether it answers in time each of its owner's dated instructions to institutions, in order of acts.",
  })
  compliance(
    @Root() plan: InstitutionPlan,
    @Arg('asOf', () => DateScalar, { description: 'The day.' }) asOf: string,
    @Ctx() context: PublishingContext,
  ): Promise<InstitutionCompliance[]> {
    const states = context.loaders.named(`planCompliance|${asOf}`, async (plans: readonly InstitutionPlan[]) => {
      const owners = [...new Set(plans.map(({ municipality }) => municipality))];
      const deadlines = await datedInstructions(context, sql`r.municipality = any(${owners}::text[])`);
      const instructions = new Map(deadlines.map(({ instruction }) => [instruction.id, instruction]));
      const rows = await statesOfPlans(
        context,
        deadlines,
        plans.map(({ id }) => id),
        asOf,
      );
      const byPlan = Map.groupBy(rows, (row) => row.plan);
      return plans.map(({ id }) =>
        (byPlan.get(id) ?? []).map(({ instruction, state }) => ({
          instruction: instructions.get(instruction)!,
          state,
        })),
      );
    });
    return states.load(plan);
  }
}
