import { isEnumType } from 'graphql';
import { compareKeys, keyText } from '../../../gateway/hub/merge/entity-keys.js';
import { mergeField } from '../../../gateway/hub/merge/merge-fields.js';
import type { ObjectPlan } from '../../../gateway/hub/plan/field-plan.js';
import { compareText } from '../../../schema/contract/collation.js';
import { calls, not, says, test, then, uses } from '../../mutation/features.js';
import { wrapped } from '../../mutation/function-operators.js';
import { alwaysHolds, dropLink, neverHolds, swapSides } from '../../mutation/operators.js';
import { callsOf, conditionals, ifs, itself, operations } from '../../mutation/places.js';

import { laws, type Mutant, world } from './mutant.js';

/** What becomes of lists: which of their items are one, and how they stand. */
export const ofLists: readonly Mutant[] = [
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
];
