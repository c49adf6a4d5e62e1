import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../../schema/errors/catalogue.js';
import { region, secrets } from './expectations.js';
import { altered } from './misbehave.js';

const asked = '{ measures(first: 8, orderBy: TITLE) { nodes { id amount } } }';
const inside = (error: object) =>
  altered((answer) =>
    answer.replace('"amount":2', '"amount":null').replace('{"data"', `{"errors":[${JSON.stringify(error)}],"data"`),
  );

describe('An owner that answers with data and errors', () => {
  const region_ = region();

  it.each([
    ['a code of the catalogue', { code: 'FORBIDDEN', stack: 'SECRET' }, 'FORBIDDEN' as const],
    ['no code', undefined, 'INTERNAL' as const],
    ['a code of its own', { code: 'SECRET' }, 'INTERNAL' as const],
    ['the name of what every object has', { code: 'constructor' }, 'INTERNAL' as const],
  ])('keeps what is good: with %s', async (_, extensions, code) => {
    const { hub } = region_;
    const whole = await hub.ask(asked);
    const at = whole.data.measures.nodes.findIndex(({ id }: { id: string }) => id === 'b:measure:2');
    hub.owners.b.script = inside({ message: 'SECRET', path: ['measures', 'nodes', 1, 'amount'], extensions });
    const { status, data, errors, extensions: own, text } = await hub.ask(asked);
    whole.data.measures.nodes[at].amount = null;
    expect({ status, data }).toEqual({ status: 200, data: whole.data });
    expect(errors).toEqual([
      {
        message: catalogue[code].en,
        path: ['measures', 'nodes', at, 'amount'],
        locations: expect.any(Array),
        extensions: { code, municipality: 'b' },
      },
    ]);
    expect(own.coverage).toMatchObject({ status: 'COMPLETE', asked: 3, answered: 3 });
    expect(text).not.toMatch(secrets);
    await region_.isCalm();
    await region_.isWhole();
  });

  it('does not flood the answer with errors', async () => {
    const { hub } = region_;
    const flood = JSON.stringify(Array.from({ length: 1000 }, () => ({ message: 'SECRET' })));
    hub.owners.b.script = altered((answer) => answer.replace('{"data"', `{"errors":${flood},"data"`));
    const { errors, text } = await hub.ask(asked);
    expect(errors).toHaveLength(100);
    expect(text).not.toMatch(secrets);
  });
});
