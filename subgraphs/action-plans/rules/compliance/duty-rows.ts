import { type RawBuilder, sql } from 'kysely';
import {
  type Dimension,
  dimensionsAsked,
  groupedApart,
  markJoin,
  selectEntities,
} from '../../../kit/database/index.js';
import type { Context, ValueOf } from '../../../kit/graphql/index.js';
import { type ComplianceDimension, ComplianceRow, ComplianceState } from '../../model/compliance.js';
import { Instruction } from '../../model/instruction.js';
import { type InstitutionTask, readTask } from './read-duty.js';

/** A dated instruction to each institution, and what of their plans answers it. */
export interface DatedInstruction {
  instruction: Instruction;
  duty: InstitutionTask;
}

/** The dated instructions to each institution among those that `where` chooses, in order of acts and points. */
export async function datedInstructions(
  { snapshot }: Context,
  where: RawBuilder<unknown>,
): Promise<DatedInstruction[]> {
  const instructions = await selectEntities(
    snapshot,
    Instruction,
    (columns, table) => sql`
      select ${columns} from ${table} r
      where r.scope = 'EACH_INSTITUTION' and r.due is not null and ${where} order by r.act_id, r.seq`,
  );
  return instructions.flatMap(({ entity: instruction }) => {
    const duty = readTask(instruction.text);
    return duty ? [{ instruction, duty }] : [];
  });
}

const dimensions: Record<ValueOf<typeof ComplianceDimension>, Dimension<ComplianceRow>> = {
  MUNICIPALITY: { field: 'municipality', value: sql`duty.municipality`, order: 'text' },
  INSTRUCTION: { field: 'instruction', value: sql`duty.instruction`, order: 'text' },
  STATE: { field: 'state', value: sql`duty.state`, order: ComplianceState },
};

/** Each duty of each institution, with what an `InstitutionDuty` has, as it stands on a day. */
export function dutyRows(deadlines: readonly DatedInstruction[], asOf: string): RawBuilder<unknown> {
  const [approved, publicationDate] = datesOn(asOf);
  return sql`(
    select duty.municipality || ':institution-duty:' || ${asOf} || '/'
        || left(md5(concat_ws(' ', duty.instruction_id, duty.institution_id)), 24) as id,
      duty.municipality, duty.institution_id, duty.instruction_id, duty.state,
      case duty.state
        when 'LATE' then greatest(case when duty.approve then duty.approved end, case when duty.publish then duty.published end)
          - duty.due
        when 'MISSING' then ${asOf}::date - duty.due
        when 'PUBLISHED_BEFORE_APPROVED' then duty.approved - duty.published
      end as days,
      concat_ws('/', duty.due, duty.instruction_id, duty.name_key) as sort_key,
      duty.published_at is not null as is_public
    from (
      select i.municipality, i.id as institution_id, d.id as instruction_id, i.name_key, d.due, d.approve, d.publish,
        p.published_at, ${approved} as approved, ${publicationDate} as published, ${stateOf(asOf)} as state
      ${dutiesFrom(deadlines)}
    ) duty)`;
}

/** Counts the duties of institutions by the dimensions in one statement; without any, all in one row, but made-up ones. */
export async function countDuties(
  { snapshot }: Context,
  deadlines: readonly DatedInstruction[],
  asOf: string,
  groupBy: readonly ValueOf<typeof ComplianceDimension>[],
): Promise<ComplianceRow[]> {
  const duties = sql`
    from (
      select i.municipality, d.id as instruction, ${stateOf(asOf)} as state, i.synthetic
      ${dutiesFrom(deadlines)}
    ) duty ${markJoin(sql`duty.synthetic`)}`;
  const rows = await groupedApart(snapshot, dimensionsAsked(dimensions, groupBy), duties);
  return rows.map((row) =>
    Object.assign(new ComplianceRow(), { municipality: null, instruction: null, state: null }, row),
  );
}

/** How the plans of some institutions stand to the instructions of their owners. */
export function statesOfPlans(
  { snapshot }: Context,
  deadlines: readonly DatedInstruction[],
  plans: readonly string[],
  asOf: string,
): Promise<{ plan: string; instruction: string; state: ValueOf<typeof ComplianceState> }[]> {
  return snapshot.query(sql`
    select p.id as plan, d.id as instruction, ${stateOf(asOf)} as state
    from ${asTable(deadlines)} join action_plans.institution_plan p on p.municipality = d.municipality
    where p.id = any(${[...plans]}::text[]) order by p.id, d.place`);
}

/** Instruction `d`, institution `i` and, where it has one, its plan `p`: one row for each duty. */
function dutiesFrom(deadlines: readonly DatedInstruction[]): RawBuilder<unknown> {
  return sql`from ${asTable(deadlines)} join institutions.institution i
        on i.municipality = d.municipality and i.status <> 'CLOSED' and i.legal_form <> 'PRIVATE'
      left join action_plans.institution_plan p on p.institution_id = i.id`;
}

function asTable(deadlines: readonly DatedInstruction[]): RawBuilder<unknown> {
  const column = <T>(of: (one: DatedInstruction) => T) => deadlines.map(of);
  return sql`unnest(
    ${column(({ instruction }) => instruction.id)}::text[], ${column(({ instruction }) => instruction.municipality)}::text[],
    ${column(({ instruction }) => instruction.due)}::date[], ${column(({ duty }) => duty.approve)}::boolean[],
    ${column(({ duty }) => duty.publish)}::boolean[]
  ) with ordinality d(id, municipality, due, approve, publish, place)`;
}

/** The days on which plan `p` was approved and published. Of what was done after the day, nothing was known on it. */
function datesOn(asOf: string): [approved: RawBuilder<unknown>, published: RawBuilder<unknown>] {
  const onDay = (column: string) =>
    sql`case when ${sql.ref(`p.${column}`)} <= ${asOf}::date then ${sql.ref(`p.${column}`)} end`;
  return [onDay('approved_at'), onDay('published_at')];
}

/** The state of plan `p` by instruction `d`. */
function stateOf(asOf: string): RawBuilder<unknown> {
  const [approved, publicationDate] = datesOn(asOf);
  return sql`case
    when d.publish and ${publicationDate} < coalesce(${approved}, 'infinity') then 'PUBLISHED_BEFORE_APPROVED'
    when (d.approve and ${approved} is null) or (d.publish and ${publicationDate} is null)
      then case when d.due < ${asOf}::date then 'MISSING' else 'NOT_YET_DUE' end
    when (d.approve and ${approved} > d.due) or (d.publish and ${publicationDate} > d.due) then 'LATE'
    else 'ON_TIME'
  end`;
}
