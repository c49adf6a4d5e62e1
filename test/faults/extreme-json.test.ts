import { describe, expect, it } from '@jest/globals';
import { expectWhole, type Missing, query, region } from './expectations.js';
import { altered } from './misbehave.js';

const replaced = (from: string, to: string) => altered((answer) => answer.replace(from, to));
const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

const cases: Missing[] = [
  ['lists 100 000 deep that do not end', 'OWNER_INVALID', altered(() => `{"data":{"measures":${'['.repeat(100_000)}`)],
  ['lists 100 000 deep for a text', 'OWNER_INVALID', replaced('"Мера 2"', deep)],
  ['lists 100 000 deep for an object', 'OWNER_INVALID', replaced('"pageInfo":{', `"pageInfo":${deep},"x":{`)],
  ['a number over the range of numbers', 'OWNER_INVALID', replaced('"totalCount":4', '"totalCount":1e400')],
  ['a number that is rounded in reading', 'OWNER_INVALID', replaced('"totalCount":4', '"totalCount":9007199254740993')],
  ['a fraction for a whole number', 'OWNER_INVALID', replaced('"totalCount":4', '"totalCount":4.5')],
  ['a number for an id', 'OWNER_INVALID', replaced('"b:measure:1"', '9007199254740993')],
  [
    'data twice, the second of another owner',
    'OWNERSHIP_VIOLATION',
    altered((answer) => answer.replace(/}$/, `,${answer.replaceAll('b:measure', 'a:measure').slice(1)}`)),
  ],
];

describe('An owner that sends', () => {
  const region_ = region();
  it.each(cases)('%s is named', (...[, code, script, more]: Missing) => region_.missesB(code, script, more));

  it.each([
    ['lists 100 000 deep beside what was asked', replaced('"totalCount":4', `"x":${deep},"totalCount":4`)],
    ['data twice, the second good', altered((answer) => answer.replace('{', '{"data":{"measures":null},'))],
    ['data and an error as deep', altered((answer) => answer.replace('{', `{"x":${deep},`))],
  ])('%s is used for what it says', async (_, script) => {
    const { hub } = region_;
    hub.owners.b.script = script;
    await expectWhole(await hub.ask(query));
  });

  it('less than nothing for nothing has sent nothing', async () => {
    const { hub } = region_;
    hub.owners.b.script = replaced('"totalCount":4', '"totalCount":-0');
    const { text, errors } = await hub.ask('{ measures { totalCount } }');
    expect([errors, text]).toEqual([undefined, expect.stringContaining('"totalCount":8')]);
  });
});
