import { type InstanceOptions, instanceDefaults } from '../../subgraphs/instance-options.js';
import type { DatabaseOptions } from '../../subgraphs/kit/subgraph/index.js';
import { numberSetting, type SettingsOf } from './setting.js';

const { database } = instanceDefaults;
const ms = 'milliseconds';

type FromCodeAlone =
  | 'owners'
  | 'databaseUrl'
  | 'host'
  | 'port'
  | 'authenticate'
  | 'graphql'
  | 'http'
  | 'log'
  | 'prepare';

/** How an instance answers, and uses its database. */
export const instanceSettings = {
  deadlineMs: numberSetting({
    unit: ms,
    usual: instanceDefaults.deadlineMs,
    least: 1,
    about: 'time for a query that names none',
  }),
  maxDeadlineMs: numberSetting({
    unit: ms,
    usual: instanceDefaults.maxDeadlineMs,
    least: 1,
    about: 'time that an operation may name at most, and that a change has',
  }),
  database: {
    poolSize: numberSetting({
      unit: 'connections',
      usual: database.poolSize,
      least: 1,
      about: 'to the database at most',
    }),
    connectWithinMs: numberSetting({
      unit: ms,
      usual: database.connectWithinMs,
      least: 1,
      about: 'within which there must be a connection to the database, new or given back by others',
    }),
    statementTimeoutMs: numberSetting({
      unit: ms,
      usual: database.statementTimeoutMs,
      least: 1,
      about: 'after which the database cancels a statement',
    }),
  },
} satisfies SettingsOf<
  Omit<InstanceOptions, FromCodeAlone | 'database'> & {
    database: Omit<DatabaseOptions, 'url' | 'domains' | 'onStatement'>;
  }
>;
