import { aggregate, exactSum, mean, quantiles } from '../../../gateway/hub/merge/aggregate.js';
import { mergeEntity, mergeField } from '../../../gateway/hub/merge/merge-fields.js';
import type { FieldPlan } from '../../../gateway/hub/plan/field-plan.js';
import { sameValue } from '../../../gateway/hub/values.js';
import { addSketches, type Sketch } from '../../../schema/contract/sketch.js';
import { calls, isReturned, operandOf, says, test, within } from '../../mutation/features.js';
import { becomes, wrapped } from '../../mutation/function-operators.js';
import { alwaysHolds, dropLink, neverHolds } from '../../mutation/operators.js';
import { callsOf, conditionals, functions, itself } from '../../mutation/places.js';

import { laws, type Mutant, world } from './mutant.js';

type Row = { readonly value: Readonly<Record<string, unknown>> };

/** What becomes of the values that owners give of one field. */
export const ofValues: readonly Mutant[] = [
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
    in: mergeEntity,
    change: becomes(functions(calls(mean)), ({ alias }: FieldPlan, rows: readonly Row[]) => {
      const means = rows.map(({ value }) => value[alias]).filter((value) => typeof value === 'number');
      return means.length === 0 ? null : means.reduce((sum, value) => sum + value, 0) / means.length;
    }),
    killedBy: [laws('KEY with MEAN and QUANTILES'), laws('JOIN without a key'), world],
  },
  {
    mistake: 'quantiles are those of the first owner',
    in: mergeEntity,
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
];
