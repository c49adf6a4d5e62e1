import { describe, expect, it } from '@jest/globals';
import { captured } from '../../../subgraphs/documents/lists/captures.js';
import { elementAt, only, takeLast } from '../../../subgraphs/documents/lists/elements.js';

function quoted(text: string): RegExpExecArray {
  const match = /«(.*)»|"(.*)"/.exec(text);
  if (!match) throw new Error(`Expected a quoted name, got ${text}`);
  return match;
}

describe('What must be there', () => {
  it.each([
    ['of the first kind', '«Сад»', 'Сад'],
    ['of the second kind', '"Сад"', 'Сад'],
    ['empty', '«»', ''],
  ])('is a capture: %s', (_, text, name) => {
    expect(captured(quoted(text), 1, 2)).toBe(name);
  });

  it('is taken off the end of a list', () => {
    const list = ['first', 'last'];
    expect(takeLast(list)).toBe('last');
    expect(list).toEqual(['first']);
  });

  it('is counted from the end as well', () => {
    expect(['first', 'last'].map((_, i) => elementAt(['first', 'last'], i - 2))).toEqual(['first', 'last']);
  });

  it.each([
    ['a group that took no part', () => captured(quoted('"Сад"'), 1), 'group 1'],
    ['the end of an empty list', () => takeLast([]), 'a list of 0'],
    ['a place behind the end', () => elementAt(['one'], 1), 'an element at 1'],
  ])('is missed aloud: %s', (_, read, message) => {
    expect(read).toThrow(message);
  });

  it('is one alone, or nothing', () => {
    expect([only([1]), only([]), only([1, 2])]).toEqual([1, null, null]);
  });
});
