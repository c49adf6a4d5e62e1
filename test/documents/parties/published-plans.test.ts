import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ParsedDocument } from '../../../subgraphs/documents/acts/model/parsed-document.js';
import { readDocument } from '../../../subgraphs/documents/acts/read-document.js';
import { type PartiesReading, readParties } from '../../../subgraphs/documents/parties/read-parties.js';
import { cells } from './published-cells.js';
import { organizations } from './published-organizations.js';
import { summaryOf } from './summary.js';

function reading(name: string): { document: ParsedDocument; parties: PartiesReading } {
  const text = readFileSync(new URL(`../../../../seeds/orders/${name}.txt`, import.meta.url), 'utf8');
  const document = readDocument(text);
  return { document, parties: readParties(document, text) };
}

describe.each(Object.keys(cells))('Those responsible in %s', (name) => {
  const { document, parties } = reading(name);
  const found = new Map(
    document.plans.flatMap(({ measures }, plan) =>
      measures.map((measure, row) => [measure.responsibleText!, parties.parties[plan]![row]!] as const),
    ),
  );

  it.each(Object.entries(cells[name]!))('«%s»', (cell, expected) => {
    expect(found.get(cell)!.map((party) => summaryOf(party, parties))).toEqual(expected);
  });

  it('stand in no other cells', () =>
    expect([...found.keys()].toSorted()).toEqual(Object.keys(cells[name]!).toSorted()));
});

describe('Organisations', () => {
  it.each(Object.entries(organizations))('that %s names', (name, expected) => {
    const found = reading(name).parties.organizations.map(({ key, name, kind, aliases }) => [key, name, kind, aliases]);
    expect(found).toEqual(expected);
  });

  it('that issued the acts are those of the letterheads', () => {
    const issuers = Object.keys(organizations).map((name) => reading(name).parties.issuers);
    expect(issuers).toEqual([
      ['управление-образования', 'управление-образования'],
      ['управление-образования'],
      ['департамент-образования'],
      ['комитет-социального-развития'],
      [null],
    ]);
  });
});

describe('Of the 136 rows', () => {
  const all = Object.keys(cells).map(reading);
  const parties = all.flatMap(({ parties }) => parties.parties.flat(2));

  it('all parties but one are known, and that one the text cuts off', () => {
    expect(all.flatMap(({ parties }) => parties.parties.flat())).toHaveLength(136);
    expect(parties.filter(({ resolved }) => !resolved).map(({ text }) => text)).toEqual(['Специалист']);
    expect(parties.length).toBe(270);
  });

  it('the one unknown is told once, at its line', () => {
    expect(all.flatMap(({ parties }) => parties.issues)).toEqual([
      {
        code: 'ALIAS_UNRESOLVED',
        severity: 'NOTICE',
        message: 'Не сказано, чей ответственный: «Специалист».',
        line: 145,
        row: 69,
        field: 'responsibleText',
        text: 'Специалист',
      },
    ]);
  });
});
