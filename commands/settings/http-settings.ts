import { isOrigin, type Limits, type ServeOptions, serveDefaults } from '../../gateway/http/index.js';
import { listSetting, numberSetting, type Setting, type SettingsOf } from './setting.js';

const { streams } = serveDefaults;
const ms = 'milliseconds';

/** How every server of ours speaks HTTP. */
export const httpSettings = {
  receiveWithinMs: numberSetting({
    unit: ms,
    usual: serveDefaults.receiveWithinMs,
    least: 1,
    about: 'within which headers and body of a request must arrive',
  }),
  uploadWithinMs: numberSetting({
    unit: ms,
    usual: serveDefaults.uploadWithinMs,
    least: 1,
    about: 'within which the body of a caller who may publish files must arrive',
  }),
  leastUploadRate: numberSetting({
    unit: 'bytes',
    usual: serveDefaults.leastUploadRate,
    about: 'that such a body must bring in each second, on average',
  }),
  answerWithinMs: numberSetting({
    unit: ms,
    usual: serveDefaults.answerWithinMs,
    least: 1,
    about: 'within which every request is answered; operations have their own deadlines below it',
  }),
  corsOrigins: listSetting(isOrigin, {
    expected: 'origins as https://example.org',
    unit: 'origins, with commas',
    about: 'origins whose pages may ask from a browser, as `https://a.example,https://b.example:8080`',
  }),
  streams: {
    heartbeatMs: numberSetting({
      unit: ms,
      usual: streams.heartbeatMs,
      least: 1,
      about: 'without an event, after which a client of a stream gets a sign of life',
    }),
    stalledMs: numberSetting({
      unit: ms,
      usual: streams.stalledMs,
      least: 1,
      about: 'after which a client of a stream that takes nothing is dropped',
    }),
    max: numberSetting({ unit: 'streams', usual: streams.max, about: 'open at the same time in one server' }),
  },
  keepAliveMs: numberSetting({
    unit: ms,
    usual: serveDefaults.keepAliveMs,
    about: 'for which an idle connection is kept',
  }),
  unreadyMs: numberSetting({
    unit: ms,
    usual: serveDefaults.unreadyMs,
    most: 5000,
    about: 'for which a server that stops still answers while `/health/ready` already says no, for a balancer',
  }),
  graceMs: numberSetting({
    unit: ms,
    usual: serveDefaults.graceMs,
    about: 'that requests in flight may take when a server stops, before their connections are cut',
  }),
} satisfies SettingsOf<Omit<ServeOptions, 'routes' | 'host' | 'port' | 'ready' | 'log'>>;

/** What one request may ask of a server. */
export function limitSettings(usual: Readonly<Limits>): SettingsOf<Limits> {
  const limit = (name: keyof Limits, unit: string, about: string): Setting<number> =>
    numberSetting({ unit, about, usual: usual[name], least: 1 });
  return {
    bodyBytes: limit('bodyBytes', 'bytes', 'of the body'),
    writerBodyBytes: limit('writerBodyBytes', 'bytes', 'of the body of a caller who may publish files'),
    characters: limit('characters', 'characters', 'of the text of the operation'),
    tokens: limit('tokens', 'tokens', 'of the text, all operations and fragments together'),
    definitions: limit('definitions', 'definitions', 'operations and fragments in one text'),
    depth: limit('depth', 'levels', 'fields below each other'),
    nesting: limit('nesting', 'levels', 'fields, spreads and inline fragments, lists and objects below each other'),
    selections: limit('selections', 'selections', 'fields, spreads and inline fragments altogether'),
    rootFields: limit('rootFields', 'fields', 'of the root'),
    aliases: limit('aliases', 'aliases', 'altogether'),
    directives: limit('directives', 'directives', 'altogether'),
    repeats: limit('repeats', 'fields', 'of the same response name in one selection'),
    rows: limit('rows', 'rows', 'of all lists together, as far as `first` and the schema say'),
    values: limit('values', 'values', 'fields of all these rows together'),
    answerBytes: limit('answerBytes', 'bytes', 'of the data in the answer'),
    variableValues: limit('variableValues', 'values', 'in the variables: scalars, lists and objects'),
  };
}
