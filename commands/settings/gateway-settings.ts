import {
  type HttpOptions,
  httpDefaults,
  type SupergraphOptions,
  supergraphDefaults,
} from '../../gateway/supergraph/index.js';
import { numberSetting, type SettingsOf } from './setting.js';

const ms = 'milliseconds';

type FromCodeAlone = 'planner' | 'knownOperations' | 'callerDirectives' | 'onPlanFailure';

/** How the general gateway plans operations and asks subgraphs. */
export const gatewaySettings = {
  timeoutMs: numberSetting({
    unit: ms,
    usual: httpDefaults.timeoutMs,
    least: 1,
    about: 'from the start of a call of a subgraph to the last byte of its answer',
  }),
  maxBytes: numberSetting({ unit: 'bytes', usual: httpDefaults.maxBytes, least: 1, about: "of a subgraph's answer" }),
  connections: numberSetting({
    unit: 'connections',
    usual: httpDefaults.connections,
    least: 1,
    about: 'to one subgraph',
  }),
  planTimeoutMs: numberSetting({
    unit: ms,
    usual: supergraphDefaults.planTimeoutMs,
    least: 1,
    about: 'of the processor that one plan may cost',
  }),
  startTimeoutMs: numberSetting({
    unit: ms,
    usual: supergraphDefaults.startTimeoutMs,
    least: 1,
    about: 'that the planner may take to read the supergraph',
  }),
  maxSelections: numberSetting({
    unit: 'selections',
    usual: supergraphDefaults.maxSelections,
    least: 1,
    about: 'of one operation once its fragments are written out',
  }),
} satisfies SettingsOf<HttpOptions & Omit<SupergraphOptions, FromCodeAlone>>;
