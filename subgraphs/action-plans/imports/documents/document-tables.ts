import { sql } from 'kysely';
import type { RowSet } from '../../../kit/publishing/index.js';
import { MeasureOccurrence } from '../../model/deadline.js';
import { Instruction } from '../../model/instruction.js';
import { Citation, LegalAct } from '../../model/legal-act.js';
import { Measure } from '../../model/measure.js';
import { Organization, OrganizationMention } from '../../model/organization.js';
import { ActionPlan } from '../../model/plan.js';
import { Responsible } from '../../model/responsible.js';
import type { DocumentRows } from './document-row-set.js';

/** The tables that a document fills, parents first. */
export function documentTables(current: string | null, rows: DocumentRows): RowSet[] {
  const { itself, ofActs, ofPlans, ofMeasures, namedAlone } = belongingTo(current);
  return [
    { entity: Organization, rows: rows.organizations, of: namedAlone, notAChange: 'Only what names it is published.' },
    { entity: LegalAct, rows: rows.acts, of: itself, label: 'title' },
    { entity: Instruction, rows: rows.instructions, of: ofActs, label: 'text' },
    { entity: ActionPlan, rows: rows.plans, of: ofActs, label: 'title' },
    { entity: Measure, rows: rows.measures, of: ofPlans, label: 'title' },
    { entity: MeasureOccurrence, rows: rows.occurrences, of: ofMeasures, notAChange: ofMeasure },
    { entity: Citation, rows: rows.citations, of: ofActs, notAChange: ofAct },
    { entity: Responsible, rows: rows.responsible, of: ofMeasures, notAChange: ofMeasure },
    { entity: OrganizationMention, rows: rows.mentions, of: ofActs, notAChange: ofAct },
  ];
}

const ofMeasure = 'The cell of the measure, as printed, tells of it.';
const ofAct = 'The text of the act tells of it.';

/** Which rows `r` belong to what a publication brought, by the column that ties them to it. */
export function belongingTo(publication: string | null) {
  const acts = sql`select a.id from action_plans.legal_act a where a.provenance -> 0 ->> 'publication' = ${publication}`;
  const plans = sql`select p.id from action_plans.action_plan p where p.act_id in (${acts})`;
  return {
    itself: sql`r.id in (${acts})`,
    ofOrder: sql`r.order_id in (${acts})`,
    ofActs: sql`r.act_id in (${acts})`,
    ofPlans: sql`r.plan_id in (${plans})`,
    ofMeasures: sql`r.measure_id in (select m.id from action_plans.measure m where m.plan_id in (${plans}))`,
    /** Organisations that no other document names. */
    namedAlone: sql`not exists (
      select from action_plans.organization_mention m where m.organization_id = r.id and m.act_id not in (${acts}))`,
  };
}
