import { describe, expect, it } from '@jest/globals';
import { Code } from './code.js';
import { calls, reads, says, test } from './features.js';
import * as functionOperators from './function-operators.js';
import { type Mutation, method, mutate } from './mutate.js';
import * as operators from './operators.js';
import { bareCalls, callsOf, conditionals, functions, ifs, itself, literals, operations, valuesOf } from './places.js';
import { renameLocals } from './rename-locals.js';

const source = `
import { cost as costOf } from './cost.js';
const free = 9;
export function price(things, tax) {
  if (things.length === 0) return free;
  const dear = things.filter((thing) => !thing.gift).sort((a, b) => b.size - a.size);
  const sum = total(dear) ?? free;
  log('priced');
  return tax === 'NONE' ? sum : sum * 2 + 1;
}
function total(list) {
  const stop = watch(list, { onEnd: (one) => { stop(one); } });
  return list.map((one) => costOf(one));
}
export class Till {
  get isOpen() { return this.open; }
  take(coins) { if (this.open) this.open = false; return coins; }
}`;

// The functions of that module as one who imports them names them.
function price() {}
function cost() {}
function watch() {}
class Till {
  isOpen = true;
  take() {}
}

const priced = (change: operators.Operator): Mutation => ({ in: price, change });

const mutations: [title: string, Mutation, before: string, after: string][] = [
  [
    'takes a condition as false',
    priced(operators.neverHolds(ifs(test(reads('length'))))),
    'things.length === 0',
    'false',
  ],
  ['takes a condition as true', priced(operators.alwaysHolds(conditionals(says('NONE')))), "tax === 'NONE'", 'true'],
  ['keeps what stands left', priced(operators.keepLeft(operations('??'))), 'total(dear) ?? free', '(total(dear))'],
  ['keeps what stands right', priced(operators.keepRight(operations('+'))), 'sum * 2 + 1', '(1)'],
  ['swaps sides', priced(operators.swapSides(operations('-'))), 'b.size - a.size', '(a.size) - (b.size)'],
  ['drops a link of a chain', priced(operators.dropLink(callsOf('sort'))), '.sort((a, b) => b.size - a.size)', ''],
  ['drops a call', priced(operators.drop(bareCalls(says('priced')))), "log('priced')", 'undefined'],
  ['reaches what a function uses', priced(operators.rewrite(literals(9), () => '8')), 'free = 9', 'free = 8'],
  ['knows imports by their own names', priced(operators.rewrite(callsOf(cost), () => '5')), 'costOf(one)', '5'],
  [
    'changes a method',
    { in: method(Till, 'take'), change: operators.neverHolds(ifs()) },
    'if (this.open)',
    'if (false)',
  ],
  [
    'lets a function do something else',
    priced(functionOperators.becomes(functions(calls(cost)), () => 4)),
    '(one) => costOf(one)',
    '(() => 4)',
  ],
  [
    'puts something around a function',
    { in: method(Till, 'isOpen'), change: functionOperators.wrapped(itself, (original) => !original()) },
    '{ return this.open; }',
    '{ return ((original) => !original())(() => { return this.open; }, ...arguments); }',
  ],
];

describe('A mutation', () => {
  it.each(mutations)('%s', (_, mutation, before, after) => {
    expect(unbracketed(mutate(source, mutation))).toBe(source.replace(before, () => after));
  });

  it('calls early what a call returns', () => {
    const mutation = priced(functionOperators.callsResult(callsOf(watch), valuesOf('onEnd')));
    expect(mutate(source, mutation)).toContain(
      '{let $result;\n  const stop = ($result = watch(list, { onEnd: (one) => {$result();',
    );
  });

  it.each(mutations)('needs no name of a local where it %s', (_, mutation) => {
    const renamed = renameLocals(new Code(source));
    expect(renamed).toContain('sumRenamed * 2 + 1');
    expect(mutate(renamed, mutation)).not.toBe(renamed);
  });

  it('says which places there are where there is not one', () => {
    expect(() => mutate(source, priced(operators.neverHolds(ifs(says('ALL')))))).toThrow(
      'Expected one place in price («if», says "ALL"), got 0.',
    );
    expect(() => mutate(source, { in: Till, change: operators.drop(operations('-')) })).toThrow('in Till («-»), got 0');
    expect(() => mutate(source, priced(operators.drop(callsOf('total'))))).toThrow('got 0');
    expect(() => mutate(source, { in: cost, change: operators.neverHolds(ifs()) })).toThrow(
      'Expected cost in the module.',
    );
  });
});

/** Brackets around the left part of a chain change nothing. */
function unbracketed(text: string): string {
  return text.replace('(things.filter((thing) => !thing.gift))', 'things.filter((thing) => !thing.gift)');
}
