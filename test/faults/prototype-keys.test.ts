import { describe, expect, it } from '@jest/globals';
import { expectWhole, query, region, secrets } from './expectations.js';
import { altered } from './misbehave.js';

const keys = '"__proto__":{"x":1,"toJSON":"SECRET"},"constructor":{"prototype":{"x":1}},"toString":"SECRET",';

describe('Keys that every object has, in an owner’s answer,', () => {
  const region_ = region();
  const isClean = () => {
    expect(({} as { x?: unknown }).x).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  };

  it.each([
    ['in data', /\{"id"/g, `{${keys}"id"`],
    ['in lists and pages', /"nodes":\[/g, `${keys}"nodes":[`],
    ['beside data', /^\{/, `{${keys}`],
    ['in coverage', /"sources":\[\{/, `${keys}"sources":[{${keys}`],
  ])('are dropped where they were not asked: %s', async (_, at, inserted) => {
    const { hub } = region_;
    hub.owners.b.script = altered((answer) => answer.replace(at, inserted));
    const answer = await hub.ask(query);
    await expectWhole(answer);
    expect(answer.text).not.toMatch(/__proto__|constructor|SECRET/);
    isClean();
    await region_.isWhole();
  });

  it('in errors do not reach the client', async () => {
    const { hub } = region_;
    const error = `{${keys}"message":"SECRET","path":["__proto__","constructor"],"extensions":{${keys}"code":"__proto__"}}`;
    hub.owners.b.script = altered((answer) => answer.replace('{"data"', `{"errors":[${error}],"data"`));
    const { data, text } = await hub.ask(query);
    expect(data.measures.totalCount).toBe(12);
    expect(text).not.toMatch(secrets);
    isClean();
    await region_.isWhole();
  });

  it('are data where the client asked for them by that name', async () => {
    const { data, errors } = await region_.hub.ask(
      '{ measures(first: 1) { nodes { constructor toString: id hasOwnProperty: amount } } }',
    );
    expect(errors).toBeUndefined();
    expect(Object.entries(data.measures.nodes[0])).toEqual([
      ['constructor', 1],
      ['toString', 'a:measure:1'],
      ['hasOwnProperty', 1],
    ]);
    isClean();
  });
});
