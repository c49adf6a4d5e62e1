import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';
import { publishDocument, withdraw } from './client.js';

let instance: Instance;
let url: string;
beforeAll(async () => {
  instance = await startSeededInstance(owners.filter(({ code }) => code === 'kizel'));
  url = `${instance.server.url}/graphql`;
});
afterAll(() => instance?.close());

/** A synthetic order that cites these acts. */
const citing = (number: string, basis: string) => `УПРАВЛЕНИЕ ОБРАЗОВАНИЯ

ПРИКАЗ

01.02.2024 № ${number}

О работе детских садов

В соответствии с ${basis}
ПРИКАЗЫВАЮ:
1. Утвердить план № ${number}.

Начальник                     А.А. Образцова
`;
const full = 'приказом Министерства просвещения Российской Федерации от 01.02.2023 № 55 «О порядке»';
const short = 'приказом Минпросвещения России от 01.02.2023 № 55 «О новом порядке»';
const fullName = { title: 'О порядке', issuer: 'Министерства просвещения Российской Федерации' };
const unnamed = 'приказом Минпросвещения РФ от 01.02.2023 № 55';

describe('An act that several acts cite is called by those that cite it now', () => {
  it('through publications, new versions and withdrawals, whatever their order', async () => {
    const first = await publish('1', short);
    const shortName = { title: 'О новом порядке', issuer: 'Минпросвещения России' };
    expect(await cited()).toEqual([shortName]);
    // Of titles and bodies each the first in order.
    const second = await publish('2', full);
    expect(await cited()).toEqual([{ ...shortName, issuer: fullName.issuer }]);
    await withdraw(url, first.id);
    expect(await cited()).toEqual([fullName]);
    await withdraw(url, second.id);
    expect(await cited()).toEqual([]);
    await publish('3', full);
    await publish('4', short);
    // A new version no longer says it so.
    const third = await publish('3', unnamed);
    expect(third.version).toBe(2);
    const unnamedTitle = 'Минпросвещения РФ, № 55, 2023-02-01';
    expect(await cited()).toEqual([{ title: unnamedTitle, issuer: 'Минпросвещения РФ' }]);
    await withdraw(url, third.id);
    expect(await cited()).toEqual([shortName]);
  });
});

async function publish(number: string, basis: string) {
  const { data, errors } = await publishDocument(url, citing(number, basis));
  expect(errors).toBeUndefined();
  return data.publishDocument.publication;
}

/** The act of number 55, as those that cite it lead to it. */
async function cited(): Promise<unknown[]> {
  const { data } = await ask(url, '{ legalActs(first: 500) { nodes { basis { number act { title issuer } } } } }');
  const acts = data.legalActs.nodes.flatMap(({ basis }: { basis: { number: string; act: unknown }[] }) =>
    basis.filter(({ number }) => number === '55').map(({ act }) => JSON.stringify(act)),
  );
  return [...new Set<string>(acts)].map((act) => JSON.parse(act));
}
