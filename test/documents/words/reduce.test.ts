import { describe, expect, it } from '@jest/globals';
import { dictionary } from '../../../subgraphs/documents/words/dictionary.js';
import { reduceWord } from '../../../subgraphs/documents/words/reduce.js';
import { wordTokens } from '../../../subgraphs/documents/words/word-tokens.js';

const words = (text: string) => [...wordTokens(text)].map(({ word }) => word);
const keys = (word: string) => words(word).flatMap(reduceWord);
const isFoundBy = (printed: string, asked: string) => keys(printed).some((key) => keys(asked).includes(key));

describe('Words of a text', () => {
  it.each([
    ['quotes of any kind', '«Лауреат года», „Сад“ "Дом"', 'лауреат года сад дом'],
    ['dashes of any kind', 'научно-методический – сад—дом −1', 'научно методический сад дом 1'],
    ['brackets and slashes', '(сад) [дом]/{мир}', 'сад дом мир'],
    ['numbers beside letters', '2024г. №1219 ДОУ15', '2024 г 1219 доу 15'],
    ['«N» and «№» before a number, which are no words', 'N 273, № 274, No. 275, N276', '273 274 275 276'],
    ['«N» that stands for something else', 'N объектов', 'n объектов'],
    ['zeros before numbers', '07.02.2024 и 007', '7 2 2024 и 7'],
    ['line breaks and tabs', 'дорожной\r\nкарты\tгода\vсада', 'дорожной карты года сада'],
    ['ё, also in two signs, and stress marks', 'Семьёй семье\u0308й за\u0301мок', 'семьей семьей замок'],
    ['й in two signs', 'дошкольныи\u0306', 'дошкольный'],
    ['soft hyphens', 'до\u00adшкольный', 'дошкольный'],
    ['Latin letters among Russian ones', 'МКДOУ CAД', 'мкдоу сад'],
    ['words of another language as they are', 'Skype Zoom', 'skype zoom'],
    ['nothing', '«–» 😀 \u0000 ', ''],
  ])('part at %s', (_, text, expected) => expect(words(text).join(' ')).toBe(expected));

  it('are no longer than the database takes', () => {
    expect(words('ж'.repeat(5000))[0]).toHaveLength(100);
    expect(words('9'.repeat(5000))[0]).toHaveLength(100);
  });

  it('tell where they stand', () => {
    const text = 'О «дорожной карте» № 5';
    expect([...wordTokens(text)].map(({ start, end }) => text.slice(start, end))).toEqual([
      'О',
      'дорожной',
      'карте',
      '5',
    ]);
  });
});

describe('A word is found by all of its forms', () => {
  it.each([
    'семья семьи семье семью семьей семьёй семей семьям семьями семьях',
    'дефицит дефицита дефициту дефицитом дефиците дефициты дефицитов дефицитам дефицитами дефицитах',
    'ребёнок ребенка ребенку ребенком ребенке дети детей детям детьми детях',
    'год года году годом годе годы годов лет годам годами годах',
    'учреждение учреждения учреждению учреждением учреждении учреждений учреждениям учреждениями учреждениях',
    'качество качества качеству качеством качестве качеств качествам качествами качествах',
    'день дня дню днем дне дни дней дням днями днях',
    'статья статьи статье статью статьей статей статьям статьями статьях',
    'оценка оценки оценке оценку оценкой оценок оценкам оценками оценках',
    'человек человека человеку человеком человеке люди людей людям людьми людях',
    'испанец испанца испанцу испанцем испанце испанцы испанцев испанцам испанцами испанцах',
    'политика политики политике политику политикой политикам политиками политиках',
    'дошкольный дошкольного дошкольному дошкольным дошкольном дошкольная дошкольной дошкольную дошкольное дошкольные дошкольных дошкольными',
    'методический методического методические методически',
    'Кизел Кизела Кизелу Кизелом Кизеле',
    'Примеров Примерова Примерову Примеровым Примерове',
  ])('%s', (forms) => {
    const all = forms.split(' ');
    const apart = all.flatMap((one) => all.flatMap((other) => (isFoundBy(one, other) ? [] : `${one} – ${other}`)));
    expect(apart).toEqual([]);
  });

  it.each([
    ['образование', 'образ'],
    ['дошкольный', 'школьный'],
    ['дошкольник', 'дошкольный'],
    ['план', 'планета'],
    ['педагог', 'педагогика'],
    ['организация', 'организм'],
    ['карта', 'схема'],
    ['сад', 'садиться'],
    ['оценка', 'цена'],
  ])('«%s» is not «%s»', (one, other) => expect(isFoundBy(one, other)).toBe(false));

  it('takes a word of several words as each of them', () => {
    expect(isFoundBy('стали', 'сталь')).toBe(true);
    expect(isFoundBy('стали', 'стать')).toBe(true);
    expect(isFoundBy('сталь', 'стать')).toBe(false);
  });
});

describe('The dictionary', () => {
  it('finds a word by each of its forms, as it inflects it', () => {
    const { words, endings, wordsOf } = dictionary();
    const every200th = [...words].filter((_, index) => index % 200 === 0);
    const lost = every200th.flatMap((listed) =>
      endings
        .filter(({ flag, instead, pattern }) => {
          return listed.flags.includes(flag) && listed.word.endsWith(instead) && pattern.test(listed.word);
        })
        .map(({ instead, suffix }) => listed.word.slice(0, listed.word.length - instead.length) + suffix)
        .filter((form) => !wordsOf(form).some(({ word }) => word === listed.word)),
    );
    expect(every200th.length).toBeGreaterThan(700);
    expect(lost).toEqual([]);
  });
});
