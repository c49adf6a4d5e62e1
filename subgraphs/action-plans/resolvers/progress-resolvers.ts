import { sql } from 'kysely';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { parseId } from '../../../schema/contract/id.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import { canSee } from '../../kit/database/index.js';
import { checkId, DateScalar, ListSize, type ValueOf } from '../../kit/graphql/index.js';
import { idempotentRequest, type PublishingContext } from '../../kit/publishing/index.js';
import { Measure } from '../model/measure.js';
import { MeasureState, ProgressReport, ReportProgressInput } from '../model/progress.js';
import { stateOn } from '../rules/progress/conditions.js';
import { confirmDeadline } from '../rules/progress/confirm-deadline.js';
import { checkDeficits, linkDeficits } from '../rules/progress/link-deficits.js';
import { reportProgress, saidBy } from '../rules/progress/report-progress.js';
import { checkInstitution } from './check-institution.js';
import { InstitutionReference } from './entity-references.js';

@Resolver(() => Measure)
export class MeasureProgress {
  @Mutation(() => Measure, {
    nullable: true,
    description:
      'Reports how a measure, or one of its occurrences, goes: at its owner as a whole, or at one institution. Errors: BAD_ID, BAD_ARGUMENT (a day in the future, an occurrence that the measure does not have, an institution of another owner), IDEMPOTENCY_CONFLICT.',
  })
  async reportProgress(
    @Arg('input', () => ReportProgressInput) input: ReportProgressInput,
    @Ctx() context: PublishingContext,
  ): Promise<Measure> {
    const { measure, institution, idempotencyKey: key } = input;
    const { caller } = context;
    checkId(context, measure, 'measure');
    if (institution != null) await checkInstitution(context, institution);
    const report = saidBy(input);
    // Heads choose their keys without knowing of each other.
    const holder = caller.institution ?? parseId(measure).owner;
    const id = await context.change(
      (em, at) => reportProgress(em, at, report, caller.subject),
      key == null ? undefined : idempotentRequest(holder, key, 'reportProgress', { ...report }),
    );
    return changed(context, id);
  }

  @Mutation(() => Measure, {
    nullable: true,
    description:
      'Says which of the candidates of an ambiguous or contradictory deadline is meant. It holds as long as the phrase and its candidates stay the same. Errors: BAD_ID, BAD_ARGUMENT (no such candidate).',
  })
  async confirmDeadline(
    @Directive('@hub__owner') @Arg('measure', () => ID, { description: 'Global id.' }) measure: string,
    @Arg('candidate', () => Int, { description: 'Position among the candidates, from 0.' }) candidate: number,
    @Ctx() context: PublishingContext,
  ): Promise<Measure> {
    checkId(context, measure, 'measure');
    return changed(
      context,
      await context.change((em, at) => confirmDeadline(em, at, measure, candidate, context.caller.subject)),
    );
  }

  @Mutation(() => Measure, {
    nullable: true,
    description:
      'Says which deficits a measure answers: these and no others, so an empty list unlinks all. `deficitLinks` of the answer says of which the next round was over before the measure began. Errors: BAD_ID, BAD_ARGUMENT (a deficit of another owner).',
  })
  async linkMeasureToDeficits(
    @Directive('@hub__owner') @Arg('measure', () => ID, { description: 'Global id.' }) measure: string,
    // Not an owner argument: the hub would leave out what belongs to others, where it must be refused.
    @Arg('deficits', () => [ID], { description: "Global ids of deficits of the measure's owner." }) deficits: string[],
    @Ctx() context: PublishingContext,
  ): Promise<Measure> {
    checkId(context, measure, 'measure');
    await checkDeficits(context, measure, deficits);
    return changed(context, await context.change((em) => linkDeficits(em, measure, deficits)));
  }

  @ListSize(4)
  @FieldResolver(() => [ProgressReport], {
    description:
      'All that was reported of it, the first report first. Reports of single institutions are only for the region, the owner, and each institution.',
  })
  progress(@Root() { id }: Measure, @Ctx() { loaders }: PublishingContext): Promise<ProgressReport[]> {
    return loaders.children(ProgressReport, { property: 'measureId', column: 'measure_id' }, 'seq').load(id);
  }

  @FieldResolver(() => MeasureState, {
    description:
      "How it stands at the end of a day, by what is known now: the owner's reports of what was so on that day count, whenever they were made; those of single institutions do not.",
  })
  async state(
    @Root() { id }: Measure,
    @Arg('asOf', () => DateScalar, { description: 'The day.' }) asOf: string,
    @Ctx() context: PublishingContext,
  ): Promise<ValueOf<typeof MeasureState>> {
    return (await standing(context, asOf).load(id)).state;
  }

  @FieldResolver(() => Int, {
    description:
      'Occurrences of a recurring measure that passed before that day with nothing final reported of them by the owner; 0 for others.',
  })
  async missedOccurrences(
    @Root() { id }: Measure,
    @Arg('asOf', () => DateScalar, { description: 'The day.' }) asOf: string,
    @Ctx() context: PublishingContext,
  ): Promise<number> {
    return (await standing(context, asOf).load(id)).missed;
  }
}

/** What was done, and when, is for whoever sees the report; what is said of it is written for those who supervise it. */
@Resolver(() => ProgressReport)
export class ReportDetails {
  @FieldResolver(() => InstitutionReference, {
    nullable: true,
    description:
      "The institution of which it is reported; null for the owner's report on the measure, and where it has left the owner's list.",
  })
  async institution(
    @Root() { institutionId }: ProgressReport,
    @Ctx() context: PublishingContext,
  ): Promise<{ id: string } | null> {
    if (institutionId === null) return null;
    // The report stays when the institution leaves the owner's list, where nothing more is to be found of it.
    return (await context.exists('institution', institutionId)) ? { id: institutionId } : null;
  }

  @FieldResolver(() => String, { nullable: true })
  note(@Root() report: ProgressReport, @Ctx() { caller }: PublishingContext): string | null {
    return canSee(caller, report) ? report.note : null;
  }

  @FieldResolver(() => String, { nullable: true })
  evidence(@Root() report: ProgressReport, @Ctx() { caller }: PublishingContext): string | null {
    return canSee(caller, report) ? report.evidence : null;
  }
}

async function changed({ loaders }: PublishingContext, id: string): Promise<Measure> {
  const measure = await loaders.byId(Measure).load(id);
  // A request that is repeated late is answered, and what it was about may be gone.
  if (!measure) throw new HubError('BAD_ID', { reason: 'NOT_THERE', what: 'MEASURE', got: id });
  return measure;
}

interface Standing {
  state: ValueOf<typeof MeasureState>;
  missed: number;
}

function standing({ loaders, snapshot }: PublishingContext, asOf: string) {
  return loaders.named(`standing|${asOf}`, async (ids: readonly string[]) => {
    const rows = await snapshot.query(sql<Standing & { id: string }>`
      select r.id, s.state, s.missed from action_plans.measure r cross join lateral ${stateOn(asOf)} s
      where r.id = any(${[...ids]}::text[])`);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id): Standing => byId.get(id)!);
  });
}
