import { type HubOptions, hubDefaults } from '../../gateway/hub/index.js';
import { numberSetting, type SettingsOf } from './setting.js';

const { breaker, retries, streams } = hubDefaults;
const ms = 'milliseconds';
const bytes = 'bytes';

/** How the hub asks owners. */
export const hubSettings = {
  deadlineMs: numberSetting({
    unit: ms,
    usual: hubDefaults.deadlineMs,
    least: 1,
    about: 'time for a query that names none',
  }),
  maxDeadlineMs: numberSetting({
    unit: ms,
    usual: hubDefaults.maxDeadlineMs,
    least: 1,
    about: 'time that an operation may name at most, and that a change has',
  }),
  maxResponseBytes: numberSetting({
    unit: bytes,
    usual: hubDefaults.maxResponseBytes,
    least: 1,
    about: "of one owner's response",
  }),
  maxFetchedBytes: numberSetting({
    unit: bytes,
    usual: hubDefaults.maxFetchedBytes,
    least: 1,
    about: "of all owners' responses to one request",
  }),
  maxMergedBytes: numberSetting({
    unit: bytes,
    usual: hubDefaults.maxMergedBytes,
    least: 1,
    about: 'of a merged response, written out',
  }),
  maxConnections: numberSetting({
    unit: 'connections',
    usual: hubDefaults.maxConnections,
    least: 1,
    about: 'to one owner; calls beyond wait',
  }),
  connectTimeoutMs: numberSetting({
    unit: ms,
    usual: hubDefaults.connectTimeoutMs,
    least: 1,
    about: 'within which a connection to an owner must stand',
  }),
  breaker: {
    misses: numberSetting({
      unit: 'calls',
      usual: breaker.misses,
      least: 1,
      about: 'without an answer in a row, after which an owner is left alone',
    }),
    probeMs: numberSetting({
      unit: ms,
      usual: breaker.probeMs,
      about: 'until one call tries whether such an owner is back',
    }),
    patienceMs: numberSetting({
      unit: ms,
      usual: breaker.patienceMs,
      about: 'a call that had less says nothing of the owner when its time runs out',
    }),
  },
  retries: {
    most: numberSetting({
      unit: 'calls',
      usual: retries.most,
      about: 'that may be sent once more in a row; `0`: none',
    }),
    callsPerRetry: numberSetting({
      unit: 'calls',
      usual: retries.callsPerRetry,
      least: 1,
      about: 'that earn another retry, so that retries never multiply the load',
    }),
  },
  streams: {
    idleMs: numberSetting({
      name: 'HUB_OWNER_STREAM_IDLE_MS',
      unit: ms,
      usual: streams.idleMs,
      least: 1,
      about: "without a sign of life, after which the stream of an owner's publications is begun anew",
    }),
    retryMs: {
      first: numberSetting({
        name: 'HUB_OWNER_STREAM_RETRY_MS',
        unit: ms,
        usual: streams.retryMs.first,
        about: "until a lost stream of an owner's publications is begun anew; doubled each time",
      }),
      most: numberSetting({
        name: 'HUB_OWNER_STREAM_MAX_RETRY_MS',
        unit: ms,
        usual: streams.retryMs.most,
        about: 'up to which that is doubled',
      }),
    },
  },
  cacheBytes: numberSetting({
    unit: bytes,
    usual: hubDefaults.cacheBytes,
    about: 'for responses that owners only revalidate (304) when the same is asked again; `0`: none',
  }),
  revalidateTogetherMs: numberSetting({
    unit: ms,
    usual: hubDefaults.revalidateTogetherMs,
    about: 'within which equal revalidations are sent as one request',
  }),
} satisfies SettingsOf<Omit<HubOptions, 'supergraphSdl' | 'owners' | 'log'>>;
