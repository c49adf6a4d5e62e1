import { acceptTokens } from '../../../gateway/http/auth/authenticate.js';
import { healthRoutes } from '../../../gateway/http/server/routes.js';
import { serve } from '../../../gateway/http/server/server.js';
import { databaseError } from '../../../subgraphs/kit/database/database-error.js';
import { appendAudit } from '../../../subgraphs/kit/publishing/audit-log.js';
import { change } from '../../../subgraphs/kit/publishing/change.js';
import { calls, not, says, then, within } from '../../mutation/features.js';
import { keepRight, neverHolds, rewrite, takeFirst } from '../../mutation/operators.js';
import { callsOf, conditionals, ifs, literals, operations } from '../../mutation/places.js';
import type { Guard } from './guard.js';
import {
  clockAhead,
  clockBehind,
  closing,
  conflict,
  databaseFailure,
  lostCommit,
  unwritable,
} from './trials-of-instances.js';

/** Of databases, clocks and servers that end. */
export const ofInstances: readonly Guard[] = [
  {
    fault: 'database-down',
    guard: 'a failure of the database is one of the catalogue',
    without: {
      in: databaseError,
      change: neverHolds(conditionals(then(says('DATABASE_UNAVAILABLE')), not(calls(String)))),
    },
    trial: databaseFailure,
  },
  {
    fault: 'database-down',
    guard: 'what the database undid is tried again',
    without: { in: change, change: rewrite(literals(3), () => '0') },
    trial: conflict,
  },
  {
    fault: 'database-down',
    guard: 'a commit without word has an unknown outcome',
    without: { in: change, change: neverHolds(ifs(then(says('OUTCOME_UNKNOWN')))) },
    trial: lostCommit,
  },
  {
    fault: 'restart',
    guard: 'who closes is not ready',
    without: { in: serve, change: keepRight(operations('&&', within(healthRoutes))) },
    trial: closing,
  },
  {
    fault: 'wrong-clock',
    guard: 'clocks may differ by a minute',
    without: { in: acceptTokens, change: rewrite(literals(60), () => '6000') },
    trial: clockAhead,
  },
  {
    fault: 'wrong-clock',
    guard: 'no change is older than the one before it',
    without: { in: change, change: takeFirst('greatest') },
    trial: clockBehind,
  },
  {
    fault: 'audit-not-writable',
    guard: 'a change is nothing without its line in the log',
    without: { in: change, change: rewrite(callsOf(appendAudit), (text, call) => `${text(call)}.catch(() => {})`) },
    trial: unwritable,
  },
];
