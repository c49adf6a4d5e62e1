import { describe, expect, it } from '@jest/globals';
import { visit } from 'graphql';
import { documentChecker } from '../../gateway/edge/documents.js';
import { defaultLimits } from '../../gateway/edge/limits.js';
import { schema } from './kit.js';

describe('A document that is remembered', () => {
  const text = 'query Q { text }';

  it('has its places, for errors, and none of its tokens, which take as much as all the rest', () => {
    const { document } = documentChecker(schema, defaultLimits, true)(text) as { document: never };
    const places: string[] = [];
    visit(document, {
      enter({ kind, loc }) {
        places.push(`${kind} ${loc?.start}–${loc?.end}`);
        expect([loc?.startToken, loc?.endToken]).toEqual([undefined, undefined]);
      },
    });
    expect(places).toEqual([
      'Document 0–16',
      'OperationDefinition 0–16',
      'Name 6–7',
      'SelectionSet 8–16',
      'Field 10–14',
      'Name 10–14',
    ]);
  });

  it('is the same for the same text', () => {
    const checked = documentChecker(schema, defaultLimits, true);
    expect(checked(text)).toBe(checked(text));
  });
});
