import { describe, expect, it } from '@jest/globals';
import { readDocument } from '../../../subgraphs/documents/acts/read-document.js';
import { syntheticText } from './texts.js';

const act = (name: string) => readDocument(syntheticText(name)).acts[0]!;

describe('what an order tells somebody to do', () => {
  it('heads together, a centre by its abbreviation, one deputy, private kindergartens', () => {
    const heads = 'Руководителям муниципальных дошкольных образовательных учреждений';
    const centre = 'МБУ «Городской методический центр» (Образцова А.А.)';
    expect(act('order-on-results').instructions.map((i) => [i.number, i.addressee, i.scope, i.deadlineText])).toEqual([
      ['1', null, 'ONE', null],
      ['2.1', heads, 'EACH_INSTITUTION', 'в срок до 01 декабря 2023 года'],
      ['2.2', heads, 'EACH_INSTITUTION', 'не позднее 20.12.2023'],
      ['2.3', heads, 'EACH_INSTITUTION', 'до 25.12.2023'],
      ['3.1', centre, 'ONE', 'в течение учебного года'],
      ['3.2', centre, 'ONE', 'Ежеквартально'],
      ['4', 'Заместителю начальника управления Примерской Е.Е.', 'ONE', 'к 1 февраля 2024 года'],
      ['5', 'Заведующим частными детскими садами', 'EACH_INSTITUTION', null],
      ['6', null, 'ONE', null],
      ['7', null, 'ONE', null],
    ]);
  });

  it('changed words of another act are nobody’s duty', () => {
    const { instructions } = act('resolution-amending');
    expect(instructions.map(({ number, deadlineText }) => [number, deadlineText])).toEqual([
      ['2', 'в течение 10 дней'],
      ['4', null],
    ]);
  });
});

describe('acts that an order names besides its grounds', () => {
  it('an earlier order that it ends, and whose it is', () => {
    expect(act('order-on-results').mentions).toEqual([
      expect.objectContaining({
        role: 'REPEALED',
        kind: 'ORDER',
        number: '480',
        date: '2022-11-10',
        issuer: 'управления',
        line: 24,
      }),
    ]);
  });

  it('a resolution that it changes, from its title and its point', () => {
    expect(
      act('resolution-amending').mentions.map(({ role, number, date, line }) => [role, number, date, line]),
    ).toEqual([
      ['AMENDED', '120-п', '2024-03-15', 7],
      ['AMENDED', '120-п', '2024-03-15', 12],
    ]);
  });

  it('several amendments in one pair of brackets are of the body that issued the act', () => {
    expect(act('order-on-results').basis.map(({ role, number, issuer }) => [role, number, issuer])).toEqual([
      ['BASIS', '77', 'управления дошкольного образования администрации города Условска'],
      ['BASIS', '373', 'Минпросвещения России'],
      ['AMENDMENT', '80', 'Минпросвещения России'],
      ['AMENDMENT', '800', 'Минпросвещения России'],
    ]);
  });

  it('the body that speaks in the preamble is the issuer where no letterhead stands', () => {
    expect(act('plan-of-region-prose-cells')).toMatchObject({
      issuer: 'Комитет образования Образцовской области',
      basis: [
        { kind: 'DECREE', number: '474' },
        { kind: 'RESOLUTION', number: '310-пп' },
      ],
    });
  });
});
