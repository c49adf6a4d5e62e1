import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { findScale, onCommonScale, relationToCommonScale, scales } from '../../subgraphs/indicators/model/scales.js';

describe('A level on the common scale', () => {
  it.each([
    ['KRASNODAR_CLUSTER/LOW', ['MKDO/L1']],
    ['KRASNODAR_CLUSTER/APPROACHING_BASIC', ['MKDO/L2']],
    ['KRASNODAR_CLUSTER/BASIC', ['MKDO/L3']],
    ['KRASNODAR_CLUSTER/ELEVATED', ['MKDO/L4', 'MKDO/L5']],
    ['MKDO/L4', ['MKDO/L4']],
    ['YES_NO/YES', []],
    ['MKDO/L6', []],
  ])('%s is an interval and never a guess', (level, common) => {
    expect(onCommonScale(level).map(({ code }) => code)).toEqual(common);
  });
});

describe('A scale', () => {
  it.each([
    ['MKDO', 'EXACT'],
    ['KRASNODAR_CLUSTER', 'LOSSY'],
    ['PERCENT', 'NONE'],
    ['YES_NO', 'NONE'],
  ])('%s relates to the common one: %s', (code, relation) => {
    expect(relationToCommonScale(findScale(code)!)).toBe(relation);
  });

  it('has levels with ranks from 1 on, or numbers from and to', () => {
    for (const { kind, levels, min, max } of scales) {
      expect(levels.map(({ rank }) => rank)).toEqual(levels.map((_, index) => index + 1));
      expect(levels.length > 0).toBe(kind !== 'INTERVAL');
      expect(min !== null && max !== null && min < max).toBe(kind === 'INTERVAL');
    }
  });
});
