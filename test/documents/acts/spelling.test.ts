import { describe, expect, it } from '@jest/globals';
import { slipsOf } from '../../../subgraphs/documents/acts/checks/slips.js';
import { checkSpelling } from '../../../subgraphs/documents/acts/checks/spelling.js';
import { readLines } from '../../../subgraphs/documents/acts/text/source-lines.js';
import { dictionary } from '../../../subgraphs/documents/words/dictionary.js';

const said = (text: string) =>
  checkSpelling(readLines(text)).map(({ text: word, suggestion }) => `${word} → ${suggestion}`);

describe('the dictionary', () => {
  it.each([
    ['новинками', true],
    ['дошкольного', true],
    ['утвержденный', true],
    ['обучающимися', true],
    ['повинками', false],
    ['порезультатам', false],
    ['утвержденныйся', false],
    ['', false],
  ])('knows «%s»: %s', (form, known) => expect(dictionary().has(form)).toBe(known));
});

describe('slips of the pen', () => {
  it.each([
    ['another letter drawn alike', 'повинками', 'новинками', 'look-alike'],
    ['the letter beside on the keyboard', 'утвердмть', 'утвердить', 'neighbour'],
    ['two letters changed about', 'сенятбрь', 'сентябрь', 'swapped'],
    ['one letter less', 'испльзованию', 'использованию', 'other'],
    ['one letter more', 'документтами', 'документами', 'other'],
  ])('%s', (_, word, meant, kind) => {
    expect(slipsOf(word, (other) => other === meant)).toEqual([{ candidate: meant, kind }]);
  });
});

describe('words of a document that no dictionary has', () => {
  it.each([
    ['one likely slip away from a word', 'знакомство с повинками литературы', ['повинками → новинками']],
    ['with ё, which the dictionary need not have', 'утверждённый планом порядок', []],
    ['two letters changed about', 'срок – сенятбрь', ['сенятбрь → сентябрь']],
    [
      'a letter lost, where the document has the word',
      'использованию средств, испльзованию',
      ['испльзованию → использованию'],
    ],
    ['a letter lost from a word that the document lacks', 'испльзованию средств', []],
    ['used twice', 'знакомство с повинками, выставка с повинками', []],
    ['another form of a known word', 'анализ мониторингов и дефицитов', []],
    ['new words', 'серия вебинаров, разбор трендов', []],
    ['compounds', 'непредоставление мест, освидетельствуются дважды, антирисковые меры', []],
    ['names', 'педагог Повинкина, село Новинкино', []],
    ['shortened', 'отдел повинками. и др.', []],
    ['broken at the end of a line', 'работа с докумен-\nлованиям и отчетам', []],
    ['cut off by its cell', '1\tанализ качества управлен\tуправленческие решения', []],
  ])('%s', (_, text, expected) => expect(said(text)).toEqual(expected));

  it('are not looked at where there are so many that it is no Russian text', () => {
    const syllables = 'бвгджзклмнпрст';
    const words = Array.from({ length: 150 }, (_, i) => `щы${syllables[i % 14]}ы${syllables[Math.floor(i / 14)]}ыщщ`);
    expect(said(`${words.join(' ')} повинками`)).toEqual([]);
  });

  it('are told by their place', () => {
    expect(checkSpelling(readLines('Знакомство\nс повинками литературы'))).toEqual([
      {
        code: 'TYPO_SUSPECTED',
        severity: 'NOTICE',
        message: 'Слова «повинками» нет в словаре. Возможно: «новинками», «починками».',
        line: 2,
        column: 3,
        text: 'повинками',
        suggestion: 'новинками',
      },
    ]);
  });
});
