import { mergePage } from '../../../gateway/hub/merge/merge-connections.js';
import { compareCursors } from '../../../schema/contract/cursor.js';
import { page } from '../../../subgraphs/kit/graphql/page.js';
import { calls, decidesLoop, says, test, then } from '../../mutation/features.js';
import { keepLeft, keepRight, neverHolds, rewrite } from '../../mutation/operators.js';
import { callsOf, conditionals, elements, ifs, operations } from '../../mutation/places.js';

import { laws, type Mutant, pages, world } from './mutant.js';

/** Pages of owners, and of all of them. */
export const ofPages: readonly Mutant[] = [
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
