import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { excerptOf } from '../../../subgraphs/kit/search/excerpt.js';
import { parseSearchText } from '../../../subgraphs/kit/search/question.js';
import { vectorsOf } from '../../../subgraphs/kit/search/vectors.js';

const words = (terms: readonly { word: string }[]) => terms.map(({ word }) => word).join(' ');

describe('What a text asks for', () => {
  it.each([
    ['all words', 'план семинаров', 'план семинаров', []],
    ['no words that only join others', 'взаимодействие с семьёй', 'взаимодействие семьей', []],
    ['words that join, where there are no others', 'и с', 'и с', []],
    ['each word once', 'дом Дом дом', 'дом', []],
    ['a phrase in quotes', '"дом и сад" план', 'дом и сад план', ['дом и сад']],
    ['a phrase in quotes of any kind', '«дом сад» „сад план“', 'дом сад план', ['дом сад', 'сад план']],
    ['words after a quote that is not closed', 'дом «сад план', 'дом сад план', []],
    ['what is written in one as a phrase', 'научно-методический', 'научно методический', ['научно методический']],
    ['numbers with signs as a phrase', '№ 26-01-06-659', '26 1 6 659', ['26 1 6 659']],
    ['a date in words as a phrase', 'от 5 июля 2024 г.', '5 июля 2024 г', ['5 июля 2024']],
    ['a date in figures as a phrase', '05.07.2024', '5 7 2024', ['5 7 2024']],
    ['the same phrase once', '"а б" "а б"', 'а б', ['а б']],
    ['nothing by operators', 'дом & !сад | (план):* -мир <-> \\', 'дом сад план мир', []],
  ])('%s: %s', (_, text, terms, phrases) => {
    const question = parseSearchText(text)!;
    expect(words(question.terms)).toBe(terms);
    expect(question.phrases.map(words)).toEqual(phrases);
  });

  it.each(['', ' \n', '«»', '!|&', '😀'])('is nothing where there are no words: «%s»', (text) =>
    expect(parseSearchText(text)).toBeNull(),
  );
});

describe('What a thing is found by', () => {
  it('stays within what the database takes, however long a text is', () => {
    const many = Array.from({ length: 120_000 }, (_, i) => `слово${'абвгдежзик'[i % 10]!.repeat(i % 7)} ${i}`).join(
      ' ',
    );
    const { words, parts } = vectorsOf('Закон', [many]);
    for (const text of [words, ...parts]) expect(Buffer.byteLength(text)).toBeLessThan(1_400_000);
    const places = parts.flatMap((part) => [...part.matchAll(/:([\d,]+)/g)].map(([, places]) => places!.split(',')));
    expect(places.length).toBeGreaterThan(100_000);
    expect(places.every((ofWord) => ofWord.length <= 256 && ofWord.every((place) => Number(place) < 16_383))).toBe(
      true,
    );
  });
});

describe('The line that is shown', () => {
  const shown = (texts: string[], question: string) => {
    const { parts, text, line } = excerptOf(texts, parseSearchText(question)!);
    return [text, line, parts.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('')];
  };

  it.each<[string, string[], string, unknown[]]>([
    ['the first with a word', ['Дом', 'Сад\nБольшой сад'], 'сады', [1, 1, '[Сад]']],
    ['the one with most words', ['Дом', 'Сад\nБольшой сад'], 'большой сад', [1, 2, '[Большой] [сад]']],
    ['the title, where it has as many', ['Дом и сад', 'Сад и дом'], 'дом сад', [0, 1, '[Дом] и [сад]']],
    [
      'with signs as they are',
      ['О «Дорожной\u00a0карте» № 5'],
      'дорожная карта 5',
      [0, 1, 'О «[Дорожной]\u00a0[карте]» № [5]'],
    ],
    ['a tag as text', ['<b>Сад</b>'], 'сад', [0, 1, '<b>[Сад]</b>']],
  ])('is %s', (_, texts, question, expected) => expect(shown(texts, question)).toEqual(expected));

  it('is a part of a long one, with the first word in it', () => {
    const long = `${'много слов '.repeat(100)}сад ${'и ещё слов '.repeat(100)}`;
    const [, , text] = shown([long], 'сады') as [number, number, string];
    expect(text).toMatch(/^….{60,100}\[сад\].*…$/);
    expect(text.length).toBeLessThan(310);
  });

  it('is what stands in the text, whatever the text is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' })),
        fc.string({ unit: fc.constantFrom(...'аб1 «-Nё\u00ad') }),
        (noise, asked) => {
          const texts = [...noise, `x${asked}`];
          const question = parseSearchText(asked);
          if (!question) return;
          const { parts, text, line } = excerptOf(texts, question);
          const printed = texts[text]!.split(/\r\n|[\r\n\v]/)[line - 1]!;
          expect(printed).toContain(
            parts
              .map((part) => part.text)
              .join('')
              .replaceAll('…', ''),
          );
        },
      ),
    );
  });
});
