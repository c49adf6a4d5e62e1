import { type RawBuilder, sql } from 'kysely';
import type { RowSet } from '../../../kit/publishing/replace-rows.js';
import { MeasureOccurrence } from '../../model/deadline.js';
import { Instruction } from '../../model/instruction.js';
import { Citation, LegalAct } from '../../model/legal-act.js';
import { Measure } from '../../model/measure.js';
import { Organization, OrganizationMention } from '../../model/organization.js';
import { ActionPlan } from '../../model/plan.js';
import { Responsible } from '../../model/responsible.js';
import type { DocumentRows } from './document-row-set.js';

/**
 * The tables that a document fills, parents first. `compare` has what a reader of the thing would call a change; what
 * follows from it, such as places, sort keys and what was made out of a phrase, is written without being one.
 */
export function documentTables(current: string | null, rows: DocumentRows): RowSet[] {
  const { itself, ofActs, ofPlans, ofMeasures, namedAlone } = belongingTo(current);
  return [
    table(Organization, rows.organizations, namedAlone),
    table(LegalAct, rows.acts, itself, {
      label: 'title',
      fields: [
        'kind',
        'number',
        'date',
        'title',
        'issuer',
        'place',
        'signatory',
        'controller',
        'period',
        'text',
        'withdrawnAt',
      ],
    }),
    table(Instruction, rows.instructions, ofActs, {
      label: 'text',
      fields: ['number', 'text', 'addressee', 'scope', 'deadlineText'],
    }),
    table(ActionPlan, rows.plans, ofActs, {
      label: 'title',
      fields: ['actId', 'kind', 'title', 'period', 'goals', 'columns'],
    }),
    table(Measure, rows.measures, ofPlans, {
      label: 'title',
      fields: [
        'planId',
        'sectionPath',
        'number',
        'title',
        'deadlineText',
        'responsibleText',
        'participants',
        'form',
        'plannedResults',
        'educationLevels',
      ],
    }),
    table(MeasureOccurrence, rows.occurrences, ofMeasures),
    table(Citation, rows.citations, ofActs),
    table(Responsible, rows.responsible, ofMeasures),
    table(OrganizationMention, rows.mentions, ofActs),
  ];
}

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

function table<T extends object>(
  entity: RowSet<T>['entity'],
  rows: readonly T[],
  of: RawBuilder<unknown>,
  compare?: RowSet<T>['compare'],
): RowSet<T> {
  return { entity, rows, of, compare };
}
