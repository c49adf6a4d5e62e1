import { describe, expect, it } from '@jest/globals';
import { type Missing, region } from './expectations.js';
import { altered } from './misbehave.js';

const replaced = (from: string | RegExp, to: string) => altered((answer) => answer.replace(from, to));

const unknownField = '{"errors":[{"message":"SECRET","extensions":{"code":"OPERATION_INVALID"}}]}';

const cases: Missing[] = [
  ['leaves out a field', 'OWNER_INVALID', replaced(/"title"/g, '"name"')],
  ['sends null where there is none', 'OWNER_INVALID', replaced('"Мера 2"', 'null')],
  ['sends a value of another type', 'OWNER_INVALID', replaced('"Мера 2"', '2')],
  ['sends an object for a text', 'OWNER_INVALID', replaced('"Мера 2"', '{"ru":"SECRET"}')],
  ['sends an object for a list', 'OWNER_INVALID', replaced('"nodes":[', '"nodes":{"length":0},"x":[')],
  ['sends a list for an object', 'OWNER_INVALID', replaced('"pageInfo":{', '"pageInfo":[],"x":{')],
  [
    'does not know a field of the operation',
    'OWNER_REFUSED',
    altered(() => unknownField),
    { reason: 'OPERATION_INVALID' },
  ],
];

describe('An owner of another version that', () => {
  const region_ = region();

  it.each(cases)('%s is named, and nothing of its answer is used', (...[, code, script, more]: Missing) =>
    region_.missesB(code, script, more),
  );

  it('sends an unknown value of an enum is named', async () => {
    const { hub } = region_;
    hub.owners.b.script = replaced('"PROCESS"', '"SECRET"');
    const { data, errors } = await hub.ask('{ summary(groupBy: [AREA]) { area count } }');
    expect(data).toEqual({ summary: [{ area: 'PROCESS', count: 8 }] });
    expect(errors).toMatchObject([{ extensions: { code: 'OWNER_INVALID', municipality: 'b' } }]);
  });

  it('drifted in one field is whole wherever that is not asked', async () => {
    const { hub } = region_;
    hub.owners.b.script = replaced(/"title"/g, '"name"');
    const { data, extensions } = await hub.ask('{ measures { totalCount } }');
    expect([data, extensions.coverage.status]).toEqual([{ measures: { totalCount: 12 } }, 'COMPLETE']);
  });

  it.each(['{ summary(groupBy: []) { spread } }', '{ summary(groupBy: []) { quantiles(of: [0.5]) } }'])(
    'writes sketches otherwise is named: %s',
    async (question) => {
      const { hub } = region_;
      const others = await hub.ask(question.replace('groupBy', 'municipalities: ["a", "c"], groupBy'));
      hub.owners.b.script = replaced(/"((?:_h_)?spread)":"[^}]*}"/, '"$1":"{1:}"');
      const { data, errors } = await hub.ask(question);
      expect(data).toEqual(others.data);
      expect(errors).toMatchObject([{ extensions: { code: 'OWNER_INVALID', municipality: 'b' } }]);
      expect(hub.logged).toMatchObject([{ owner: 'b', msg: expect.stringContaining('is no sketch') }]);
    },
  );
});
