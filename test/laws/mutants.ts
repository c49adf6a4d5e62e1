import { isEnumType } from 'graphql';
import { aggregate, exactSum, mean, quantiles } from '../../gateway/hub/merge/aggregate.js';
import { compareKeys, keyText } from '../../gateway/hub/merge/entity-keys.js';
import { mergePage } from '../../gateway/hub/merge/merge-connections.js';
import { noteMove } from '../../gateway/hub/merge/merge-context.js';
import { mergeField, mergeThing } from '../../gateway/hub/merge/merge-fields.js';
import type { FieldPlan, ObjectPlan } from '../../gateway/hub/plan/field-plan.js';
import { Compiler } from '../../gateway/hub/plan/operation-compiler.js';
import { ownersMeant } from '../../gateway/hub/plan/owners.js';
import { routesOf } from '../../gateway/hub/plan/routing.js';
import { sameValue } from '../../gateway/hub/values.js';
import { compareText } from '../../schema/contract/collation.js';
import { compareCursors } from '../../schema/contract/cursor.js';
import { addSketches, type Sketch } from '../../schema/contract/sketch.js';
import { page } from '../../subgraphs/kit/graphql/page.js';
import {
  calls,
  decidesLoop,
  isReturned,
  not,
  operandOf,
  reads,
  says,
  test,
  then,
  uses,
  within,
} from '../mutation/features.js';
import type { Mutation } from '../mutation/mutate.js';
import {
  alwaysHolds,
  becomes,
  dropLink,
  keepLeft,
  keepRight,
  neverHolds,
  rewrite,
  swapSides,
  wrapped,
} from '../mutation/operators.js';
import { callsOf, conditionals, elements, functions, ifs, itself, operations } from '../mutation/places.js';

/** A mistake in merging that somebody might make, and what must notice it. */
export interface Mutant extends Mutation {
  readonly mistake: string;
  readonly killedBy: readonly string[];
}

const world = 'the answer of one database';
const pages = 'the pages of a database';
const laws = (rule: string) => `laws of ${rule}`;

type Row = { readonly value: Readonly<Record<string, unknown>> };

export const mutants: readonly Mutant[] = [
  {
    mistake: 'sums are added in binary',
    in: exactSum,
    change: becomes(itself, (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0)),
    killedBy: [laws('SUM')],
  },
  {
    mistake: 'a sum of nothing known is 0',
    in: aggregate,
    change: neverHolds(conditionals(calls(exactSum))),
    killedBy: [laws('SUM')],
  },
  {
    mistake: 'the least value is the first',
    in: aggregate,
    change: neverHolds(conditionals(within('reduce'))),
    killedBy: [laws('MIN'), laws('MAX')],
  },
  {
    mistake: 'the greatest value is the least',
    in: aggregate,
    change: alwaysHolds(conditionals(test(says('MIN')))),
    killedBy: [world],
  },
  {
    mistake: 'the mean is the mean of means',
    in: mergeThing,
    change: becomes(functions(calls(mean)), ({ alias }: FieldPlan, rows: readonly Row[]) => {
      const means = rows.map(({ value }) => value[alias]).filter((value) => typeof value === 'number');
      return means.length === 0 ? null : means.reduce((sum, value) => sum + value, 0) / means.length;
    }),
    killedBy: [laws('KEY with MEAN and QUANTILES'), laws('JOIN without a key'), world],
  },
  {
    mistake: 'quantiles are those of the first owner',
    in: mergeThing,
    change: wrapped(functions(calls(quantiles)), (original, field: FieldPlan, rows: readonly Row[], ...others) =>
      original(field, rows.slice(0, 1), ...others),
    ),
    killedBy: [laws('KEY with MEAN and QUANTILES'), world],
  },
  {
    mistake: 'spans of sketches are taken from the last owner',
    in: addSketches,
    change: becomes(itself, (sketches: readonly Sketch[]) => new Map(sketches.flatMap((sketch) => [...sketch]))),
    killedBy: [laws('SKETCH')],
  },
  {
    mistake: 'where owners contradict each other, the first is believed',
    in: sameValue,
    change: becomes(itself, () => true),
    killedBy: [laws('AGREE')],
  },
  {
    mistake: 'null contradicts',
    in: mergeField,
    change: dropLink(callsOf('filter', isReturned)),
    killedBy: [laws('AGREE')],
  },
  {
    mistake: 'a pure field is the first answer, null or not',
    in: mergeField,
    change: becomes(functions(within('find'), operandOf('??')), () => true),
    killedBy: [laws('ANY')],
  },
  {
    mistake: 'a shared thing stands in a list once for each owner',
    in: mergeField,
    change: neverHolds(conditionals(test(calls('startsWith')), then(calls('get')))),
    killedBy: [world],
  },
  {
    mistake: 'shared things stand in lists where they were found',
    in: mergeField,
    change: dropLink(callsOf('sort', calls(compareText), not(calls(String)))),
    killedBy: [world],
  },
  {
    mistake: 'rows are joined by the first field of their key',
    in: keyText,
    change: wrapped(itself, (original, plan: ObjectPlan, ...others) =>
      original({ ...plan, keys: plan.keys.slice(0, 1) }, ...others),
    ),
    killedBy: [laws('KEY of what all know'), laws('KEY with MEAN and QUANTILES'), world],
  },
  {
    mistake: 'rows stand as they came',
    in: mergeField,
    change: dropLink(callsOf('sort', calls(compareKeys))),
    killedBy: [laws('KEY of what all know'), world],
  },
  {
    mistake: 'null stands first',
    in: compareKeys,
    change: swapSides(operations('-', calls(Number))),
    killedBy: [laws('KEY of what all know'), world],
  },
  {
    mistake: 'enum values stand by their names',
    in: compareKeys,
    change: neverHolds(ifs(test(calls(isEnumType)))),
    killedBy: [laws('KEY of what all know'), world],
  },
  {
    mistake: 'numbers stand as texts',
    in: compareKeys,
    change: neverHolds(ifs(test(says('number')))),
    killedBy: [laws('KEY of what all know')],
  },
  {
    mistake: 'texts stand as JavaScript compares them',
    in: compareText,
    change: alwaysHolds(conditionals(then(uses('-')))),
    killedBy: [laws('KEY of what all know'), laws('PAGE')],
  },
  {
    mistake: 'rows of a page are compared by name only',
    in: compareCursors,
    change: rewrite(callsOf('max'), () => '1'),
    killedBy: [laws('PAGE'), world],
  },
  {
    mistake: 'a page is one row short',
    in: mergePage,
    change: rewrite(operations('<', decidesLoop), (text, { left, right }) => `${text(left)} < ${text(right)} - 1`),
    killedBy: [laws('PAGE'), laws('PAGE from the end'), world],
  },
  {
    mistake: 'a page is one row long',
    in: mergePage,
    change: rewrite(operations('<', decidesLoop), (text, { left, right }) => `${text(left)} < ${text(right)} + 1`),
    killedBy: [world],
  },
  {
    mistake: 'more follow only where an owner says so',
    in: mergePage,
    change: keepRight(operations('||', calls('some'))),
    killedBy: [world],
  },
  {
    mistake: 'more follow only where rows are left over',
    in: mergePage,
    change: keepLeft(operations('||', calls('some'))),
    killedBy: [laws('PAGE')],
  },
  {
    mistake: 'a shared thing stands on a page once for each owner',
    in: mergePage,
    change: neverHolds(ifs(test(calls('startsWith')))),
    killedBy: [world],
  },
  {
    mistake: 'fields that only merging needs are not asked',
    in: Compiler,
    change: becomes(functions(calls('find'), calls('push')), (_fields: FieldPlan[], field: FieldPlan) => field),
    killedBy: [world],
  },
  {
    mistake: 'cursors of pages are not asked',
    in: Compiler,
    change: becomes(functions(says('cursor')), () => undefined),
    killedBy: [world],
  },
  {
    mistake: 'fields that only merging needs are answered',
    in: mergeThing,
    change: neverHolds(ifs(test(reads('hidden')))),
    killedBy: [world],
  },
  {
    mistake: 'what others add to a shared thing is not asked',
    in: Compiler,
    change: alwaysHolds(ifs(test(calls('lookupOf')))),
    killedBy: [world],
  },
  {
    mistake: 'things of one owner among those of all count as known to all',
    in: Compiler,
    change: neverHolds(conditionals(then(says('SOME')), not(says('KEY')))),
    killedBy: [world],
  },
  {
    mistake: 'what one owner lists below a shared thing counts as listed by all',
    in: Compiler,
    change: neverHolds(conditionals(then(says('SOME')), says('KEY'))),
    killedBy: [world],
  },
  {
    mistake: 'where nobody is meant, nobody is asked',
    in: routesOf,
    change: alwaysHolds(ifs(test(reads('size')), test(says(0)))),
    killedBy: [world],
  },
  {
    mistake: 'owners that arguments name are not heeded',
    in: ownersMeant,
    change: wrapped(itself, (original, ...parameters) => {
      original(...parameters);
      return null;
    }),
    killedBy: ['who is asked'],
  },
  {
    mistake: 'a pure field is asked of all',
    in: routesOf,
    change: neverHolds(ifs(test(says('ANY')))),
    killedBy: ['who is asked'],
  },
  {
    mistake: 'errors stay at the places that their owners name',
    in: noteMove,
    change: wrapped(itself, (original, scope: object, list: unknown, from: number) =>
      original(scope, list, from, from),
    ),
    killedBy: [world],
  },
  {
    mistake: 'an owner reads no row more than the page has',
    in: page,
    change: keepLeft(operations('+', says(1))),
    killedBy: [pages],
  },
  {
    mistake: 'an owner goes on after the name only',
    in: page,
    change: rewrite(elements(1), () => "'\\u{10ffff}'"),
    killedBy: [pages],
  },
  {
    mistake: 'an owner goes on upwards in a list that goes down',
    in: page,
    change: neverHolds(conditionals(says('<'))),
    killedBy: [pages],
  },
  {
    mistake: 'an owner hands out pages that go back from their end',
    in: page,
    change: neverHolds(ifs(then(calls('reverse')))),
    killedBy: [pages],
  },
  {
    mistake: 'pages that go back are handed out from their end',
    in: mergePage,
    change: neverHolds(ifs(then(calls('reverse')))),
    killedBy: [laws('PAGE from the end')],
  },
];
