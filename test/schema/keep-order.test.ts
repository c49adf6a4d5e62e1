import { describe, expect, it } from '@jest/globals';
import { keepOrder } from '../../commands/schema/keep-order.js';

const committed = 'type B {\n  two: Int\n  one: Int\n}\n\ntype A {\n  x: Int\n}\n';

describe('the order of the generated SDL', () => {
  it.each([
    [
      'is that of the committed one, whichever module was loaded first',
      'type A {\n  x: Int\n}\n\ntype B {\n  one: Int\n  two: Int\n}\n',
      committed,
    ],
    [
      'puts what is new behind what it followed',
      'type A {\n  x: Int\n}\n\ntype C {\n  y: Int\n}\n\ntype B {\n  "New."\n  zero: Int\n  one: Int\n  half: Int\n  two: Int\n}\n',
      'type B {\n  "New."\n  zero: Int\n  two: Int\n  one: Int\n  half: Int\n}\n\ntype A {\n  x: Int\n}\n\ntype C {\n  y: Int\n}\n',
    ],
    ['forgets what is gone', 'type B {\n  one: Int\n}\n', 'type B {\n  one: Int\n}\n'],
  ])('%s', (_, generated, ordered) => {
    expect(keepOrder(generated, committed)).toBe(ordered);
  });

  it('of a new subgraph is its own', () => {
    expect(keepOrder(committed, '')).toBe(committed);
  });
});
