import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isShort, writeJson } from '../../gateway/http/graphql/write-json.js';
import { HubError } from '../../schema/errors/catalogue.js';

const long = 'я«"\n'.repeat(20_000);
const mebibyte = 2 ** 20;

/** Values of which some are longer than what is written at once, in lists and objects of any shape. */
const value = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'grapheme' }),
    fc.constant(long),
  ),
  list: fc.array(tie('any'), { maxLength: 6 }),
  object: fc.dictionary(fc.string(), tie('any'), { maxKeys: 6, noNullPrototype: false }),
  any: fc.oneof({ depthSize: 'medium' }, tie('leaf'), tie('list'), tie('object')),
})).any;

describe('What is written in pieces', () => {
  it('is what is written at once', async () => {
    await fc.assert(
      fc.asyncProperty(value, async (given) => {
        expect(Buffer.concat(await writeJson(given, 1e9)).toString()).toBe(JSON.stringify(given));
      }),
      { numRuns: 40, seed: 4711 },
    );
  });

  it('has in each place what stands in many', async () => {
    const shared = { text: 'x'.repeat(1000), list: [1, 2] };
    const whole = { many: Array(2000).fill(shared), again: { shared, list: Array(300).fill([shared]) } };
    const parts = await writeJson(whole, 1e9);
    expect(Buffer.concat(parts).toString()).toBe(JSON.stringify(whole));
    expect(parts.length).toBeGreaterThan(10);
  });

  it('ends where it gets longer than it may be, however much longer', async () => {
    let grown: unknown = { text: 'x'.repeat(100) };
    for (let level = 0; level < 12; level++) grown = { list: Array(50).fill(grown) };
    const before = process.memoryUsage().rss;
    await expect(writeJson(grown, mebibyte)).rejects.toMatchObject({
      code: 'RESPONSE_TOO_LARGE',
      message: expect.stringContaining(`at most ${mebibyte} bytes`),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * mebibyte);
    const exact = Buffer.byteLength(JSON.stringify([long]));
    await expect(writeJson([long], exact)).resolves.toHaveLength(1);
    await expect(writeJson([long], exact - 1)).rejects.toThrow(HubError);
  });

  it('leaves others their turn', async () => {
    const many = Array.from({ length: 300_000 }, (_, id) => ({
      id: `kizel:measure:${id}`,
      title: 'Проведение мониторинга',
    }));
    expect(isShort(many)).toBe(false);
    let turns = 0;
    let isOver = false;
    const take = () => {
      turns++;
      if (!isOver) setImmediate(take);
    };
    setImmediate(take);
    await writeJson(many, 1e9);
    isOver = true;
    expect(turns).toBeGreaterThan(3);
  });
});
