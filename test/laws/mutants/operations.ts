import { noteMove } from '../../../gateway/hub/merge/merge-context.js';
import { mergeEntity } from '../../../gateway/hub/merge/merge-fields.js';
import type { FieldPlan } from '../../../gateway/hub/plan/field-plan.js';
import { Compiler } from '../../../gateway/hub/plan/operation-compiler.js';
import { targetOwners } from '../../../gateway/hub/plan/owners.js';
import { routesOf } from '../../../gateway/hub/plan/routing.js';
import { calls, not, reads, says, test, then } from '../../mutation/features.js';
import { becomes, wrapped } from '../../mutation/function-operators.js';
import { alwaysHolds, neverHolds } from '../../mutation/operators.js';
import { conditionals, functions, ifs, itself } from '../../mutation/places.js';

import { asked, type Mutant, world } from './mutant.js';

/** Whom an operation asks for what, and where it puts what they answer. */
export const ofOperations: readonly Mutant[] = [
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
    in: mergeEntity,
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
    in: targetOwners,
    change: wrapped(itself, (original, ...parameters) => {
      original(...parameters);
      return null;
    }),
    killedBy: [asked],
  },
  {
    mistake: 'a pure field is asked of all',
    in: routesOf,
    change: neverHolds(ifs(test(says('ANY')))),
    killedBy: [asked],
  },
  {
    mistake: 'errors stay at the places that their owners name',
    in: noteMove,
    change: wrapped(itself, (original, scope: object, list: unknown, from: number) =>
      original(scope, list, from, from),
    ),
    killedBy: [world],
  },
];
