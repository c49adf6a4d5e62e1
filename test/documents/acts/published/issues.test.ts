import { describe, expect, it } from '@jest/globals';
import type { ParsedDocument } from '../../../../subgraphs/documents/acts/model/parsed-document.js';
import { publishedOrder } from '../texts.js';
import { kemerovo, kizel, krasnodar, petrozavodsk, volgograd } from './orders.js';

describe('what is wrong in the texts', () => {
  const codes = ({ issues }: ParsedDocument) =>
    issues.filter(({ code }) => code !== 'CELL_EMPTY').map(({ code, line }) => `${code} ${line}`);
  it.each([
    ['Krasnodar', krasnodar, ['LETTERS_SPACED 23', 'TYPO_SUSPECTED 68']],
    [
      'Kizel',
      kizel,
      ['DATE_CONFLICT 32', 'PERIOD_AMBIGUOUS 34', 'SCOPE_MISMATCH 57', 'SCOPE_MISMATCH 71', 'SCOPE_MISMATCH 77'],
    ],
    ['Kemerovo', kemerovo, ['OWNER_NAME_CONFLICT 1', 'TYPO_SUSPECTED 59']],
    [
      'Volgograd',
      volgograd,
      [
        'PERIOD_INFERRED 1',
        'NO_ISSUER 1',
        'ROW_NUMBER_MISSING 9',
        'ROW_NUMBER_MISSING 33',
        'POSSIBLE_DUPLICATE 39',
        'SEQUENCE_ANOMALY 63',
        'SEQUENCE_ANOMALY 71',
        'OUTPUT_COUNT_MISMATCH 136',
        'RESULT_MISMATCH 146',
      ],
    ],
    [
      'Petrozavodsk',
      petrozavodsk,
      [
        'WORD_MISSING 21',
        'HEADER_REPEATED 55',
        'DEADLINE_AMBIGUOUS 58',
        'DEADLINE_OUTSIDE_PLAN 70',
        'DEADLINE_OUTSIDE_PLAN 71',
        'CELL_TRUNCATED 87',
        'DEADLINE_AMBIGUOUS 90',
        'CELL_TRUNCATED 94',
        'UNBALANCED_QUOTES 101',
        'TYPO_SUSPECTED 102',
        'CITATION_UNRESOLVED 104',
        'CELL_TRUNCATED 104',
        'UNBALANCED_QUOTES 111',
        'CELL_TRUNCATED 145',
        'CELL_TRUNCATED 151',
        'CELL_TRUNCATED 154',
        'CELL_TRUNCATED 154',
        'POSSIBLE_DUPLICATE 159',
        'CELL_TRUNCATED 166',
        'CELL_TRUNCATED 177',
      ],
    ],
  ])('%s: said, and nothing else', (_, document, expected) => expect(codes(document)).toEqual(expected));

  it('names all 14 repeated headings of the table', () => {
    const issue = petrozavodsk.issues.find(({ code }) => code === 'HEADER_REPEATED')!;
    expect(issue.message).toContain('14 раз (строки 55, 65, 74, 80, 89, 99, 108, 123, 131, 140, 148, 158, 163, 174)');
  });

  it('suggests how a cut cell goes on only from words of the same plan', () => {
    const suggestions = petrozavodsk.issues.flatMap(({ code, suggestion, line, text }) =>
      code === 'CELL_TRUNCATED' && suggestion ? [[line, suggestion.slice(text!.length + 1)]] : [],
    );
    expect(suggestions).toEqual([
      [87, 'городского округа'],
      [94, 'оценивания'],
      [151, 'сентября'],
      [166, 'мероприятий'],
    ]);
  });

  it('counts the empty cells of Petrozavodsk: forms and one result', () => {
    const empty = petrozavodsk.issues.filter(({ code }) => code === 'CELL_EMPTY').map(({ field }) => field);
    expect(empty.filter((field) => field === 'form')).toHaveLength(empty.length - 1);
    expect(empty.filter((field) => field === 'plannedResults')).toHaveLength(1);
    const blank = publishedOrder('petrozavodsk-order-697-2023')
      .split('\n')
      .filter((line) => /^\d+\.\d+\.?\t/.test(line))
      .join('\n');
    expect(empty).toHaveLength(
      blank.split('\n').flatMap((line) => line.split('\t').filter((cell) => cell === '')).length,
    );
  });
});
