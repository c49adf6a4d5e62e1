import { type DocumentNode, getOperationAST } from 'graphql';
import { withDefaults } from '../../gateway/http/graphql/variable-defaults.js';
import { planCalls } from '../../gateway/hub/plan/call-plan.js';
import type { FieldPlan, FieldSelection, ObjectPlan } from '../../gateway/hub/plan/field-plan.js';
import { type FieldRule, type HubSchema, readSchema } from '../../gateway/hub/plan/merge-schema.js';
import { createCompiler } from '../../gateway/hub/plan/operation.js';
import { ownersOf } from '../../gateway/hub/plan/owners.js';
import { owners } from './partition.js';
import { supergraphSdl } from './supergraph.js';

/** A merge rule, or a second step for what others add to a shared thing. */
export type Reached = FieldRule | 'LOOKUP';

export const reachable: readonly Reached[] = [
  'CONCAT',
  'PAGE',
  'ROWS',
  'KEY',
  'JOIN',
  'SUM',
  'MIN',
  'MAX',
  'MEAN',
  'SKETCH',
  'QUANTILES',
  'AGREE',
  'ANY',
  'PASS',
  'LOOKUP',
];

export const model: HubSchema = readSchema(supergraphSdl);
const compile = createCompiler(model, true);
const all = ownersOf(owners.map((code) => ({ code, url: 'http://localhost/' })));

/** The rules by which the hub made this answer's values of what several owners said: read from its own plan. */
export function rulesOf(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  data: Readonly<Record<string, unknown>>,
): Set<Reached> {
  const reached = new Set<Reached>();
  const node = getOperationAST(document)!;
  const values = withDefaults(node, variables);
  const operation = compile(document, node, values);
  for (const { root, plan, owners: asked } of planCalls({ owners: all, isHealthy: () => true }, operation, values)
    .routes) {
    if (root.rule === 'ANY' && !isNothing(data[plan.key])) reached.add('ANY');
    if (asked.length > 1) visit(plan, data[plan.key], reached);
    else visitLookups(plan.selection, data[plan.key], reached);
  }
  return reached;
}

function visit(field: FieldPlan, value: unknown, reached: Set<Reached>): void {
  if (isNothing(value)) return;
  reached.add(field.rule);
  if (field.rule === 'PASS') {
    visitLookups(field.selection, value, reached);
    return;
  }
  eachObject(field.selection, value, (plan, object) => {
    noteLookups(plan, object, reached);
    for (const inner of plan.fields) if (!inner.hidden) visit(inner, object[inner.key], reached);
  });
}

/** Below what one owner has alone nothing is merged, but what others add to shared things is asked there too. */
function visitLookups(selection: FieldSelection | undefined, value: unknown, reached: Set<Reached>): void {
  eachObject(selection, value, (plan, object) => {
    noteLookups(plan, object, reached);
    for (const inner of plan.fields) if (!inner.hidden) visitLookups(inner.selection, object[inner.key], reached);
  });
}

function noteLookups({ lookups }: ObjectPlan, object: Record<string, unknown>, reached: Set<Reached>): void {
  const found = lookups.some(({ fields }) => [...fields.keys()].some((key) => !isNothing(object[key])));
  if (found) reached.add('LOOKUP');
}

/** Of a value that may be of several types, those that it is not of have no fields in it. */
function eachObject(
  selection: FieldSelection | undefined,
  value: unknown,
  look: (plan: ObjectPlan, object: Record<string, unknown>) => void,
): void {
  if (!selection || isNothing(value)) return;
  if (Array.isArray(value)) for (const item of value) eachObject(selection, item, look);
  else for (const plan of selection.objects.values()) look(plan, value as Record<string, unknown>);
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
