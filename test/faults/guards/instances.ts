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

const change = 'subgraphs/kit/publishing/change.js';

/** Of databases, clocks and servers that end. */
export const ofInstances: readonly Guard[] = [
  {
    fault: 'database-down',
    guard: 'a failure of the database is one of the catalogue',
    file: 'subgraphs/kit/database/database-error.js',
    find: 'unavailable.test(code)',
    replace: 'false',
    trial: databaseFailure,
  },
  {
    fault: 'database-down',
    guard: 'what the database undid is tried again',
    file: change,
    find: 'const retries = 3;',
    replace: 'const retries = 0;',
    trial: conflict,
  },
  {
    fault: 'database-down',
    guard: 'a commit without word has an unknown outcome',
    file: change,
    find: 'if (isCommitting && isLost(error))',
    replace: 'if (false)',
    trial: lostCommit,
  },
  {
    fault: 'restart',
    guard: 'who closes is not ready',
    file: 'gateway/http/server/server.js',
    find: '!closing && isReady(options)',
    replace: 'isReady(options)',
    trial: closing,
  },
  {
    fault: 'wrong-clock',
    guard: 'clocks may differ by a minute',
    file: 'gateway/http/auth/authenticate.js',
    find: 'const toleranceS = 60;',
    replace: 'const toleranceS = 6000;',
    trial: clockAhead,
  },
  {
    fault: 'wrong-clock',
    guard: 'no change is older than the one before it',
    file: change,
    find: 'greatest(clock_timestamp(), as_of)',
    replace: 'clock_timestamp()',
    trial: clockBehind,
  },
  {
    fault: 'audit-not-writable',
    guard: 'a change is nothing without its line in the log',
    file: change,
    find: "outcome: result.unchanged ? 'UNCHANGED' : 'DONE' });",
    replace: "outcome: result.unchanged ? 'UNCHANGED' : 'DONE' }).catch(() => {});",
    trial: unwritable,
  },
];
