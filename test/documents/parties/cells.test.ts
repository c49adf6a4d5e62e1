import { describe, expect, it } from '@jest/globals';
import { cellsOfOne } from './cells-of-one.js';
import { cellsOfSeveral } from './cells-of-several.js';
import { cellsWithPersons } from './cells-with-persons.js';
import { orderWith, partiesOf, summaryOf } from './summary.js';

describe('A cell of another municipality, in a plan of the education authority of Условск', () => {
  it.each([...cellsOfOne, ...cellsOfSeveral, ...cellsWithPersons])('«%s»', (cell, expected) => {
    const reading = partiesOf(orderWith([cell]));
    expect(reading.parties[0]![0]!.map((party) => summaryOf(party, reading))).toEqual(expected);
  });
});
