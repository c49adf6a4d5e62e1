import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isFormOf,
  nominativeSurname,
  type SurnameCase,
  surnameCases,
} from '../../../subgraphs/documents/acts/persons/surname-cases.js';

describe('The nominative of a surname', () => {
  const table: [SurnameCase, string][] = [
    [
      'GENITIVE',
      'Примерова→Примеров Примеровой→Примерова Зуева→Зуев Зуевой→Зуева Королёва→Королёв Королёвой→Королёва Пушкина→Пушкин Пушкиной→Пушкина Синицына→Синицын Синицыной→Синицына',
    ],
    [
      'GENITIVE',
      'Вишневского→Вишневский Вишневской→Вишневская Рудницкого→Рудницкий Рудницкой→Рудницкая Ковальчука→Ковальчук Мельника→Мельник Абрамовича→Абрамович Петросяна→Петросян',
    ],
    [
      'GENITIVE',
      'Шевченко→Шевченко Черных→Черных Седых→Седых Живаго→Живаго Дурново→Дурново Чавчавадзе→Чавчавадзе Джугашвили→Джугашвили Ковальчук→Ковальчук Шмидт→Шмидт',
    ],
    [
      'GENITIVE',
      'Белого→? Толстого→? Трубецкого→? Крамского→? Волка→? Кравца→? Сороки→? Зайца→? Береговой→? Дубовой→? Гайдая→? Зари→?',
    ],
    [
      'DATIVE',
      'Примерову→Примеров Примеровой→Примерова Зуеву→Зуев Пономаревой→Пономарева Королёву→Королёв Пушкину→Пушкин Пушкиной→Пушкина Синицыну→Синицын',
    ],
    [
      'DATIVE',
      'Вишневскому→Вишневский Вишневской→Вишневская Рудницкому→Рудницкий Ковальчуку→Ковальчук Мельнику→Мельник Абрамовичу→Абрамович Петросяну→? Шевченко→Шевченко Черных→Черных Ковальчук→Ковальчук',
    ],
    [
      'DATIVE',
      'Белому→? Толстому→? Трубецкому→? Волку→? Сороке→? Мунтяну→? Роману→? Гайдаю→? Полевой→? Коваль→? Крайнему→?',
    ],
    [
      'ACCUSATIVE',
      'Рудницкую→Рудницкая Пахомову→Пахомова Храмцову→Храмцова Зуеву→Зуева Королёву→Королёва Пушкину→Пушкина Синицыну→Синицына Белую→Белая Толстую→Толстая Верхнюю→Верхняя Трубецкую→Трубецкая',
    ],
    [
      'ACCUSATIVE',
      'Примерова→Примеров Зуева→Зуев Пушкина→Пушкин Вишневского→Вишневский Ковальчука→Ковальчук Шевченко→Шевченко Черных→Черных Берию→Берия Ковальчук→Ковальчук',
    ],
    [
      'ACCUSATIVE',
      'Ким→? Сороку→? Мунтяну→? Белого→? Трубецкого→? Донского→? Зарю→? Кравца→? Волка→? Гайдая→? Береговой→? Иванов→?',
    ],
    [
      'INSTRUMENTAL',
      'Примеровым→Примеров Примеровой→Примерова Зуевым→Зуев Пушкиным→Пушкин Пушкиной→Пушкина Вишневским→Вишневский Вишневской→Вишневская Рудницким→Рудницкий Ковальчуком→Ковальчук Шевченко→Шевченко Черных→Черных',
    ],
    ['INSTRUMENTAL', 'Белым→? Толстым→? Трубецким→? Волком→? Сорокой→? Ким→? Кимом→? Садовой→?'],
    [
      'PREPOSITIONAL',
      'Примеровой→Примерова Вишневском→Вишневский Вишневской→Вишневская Шевченко→Шевченко Крамском→? Волке→?',
    ],
    [
      'ACCUSATIVE',
      'Салтыкова-Щедрина→Салтыков-Щедрин Примерову-Условскую→Примерова-Условская Ким-Примерову→? Шевченко-Зуеву→Шевченко-Зуева',
    ],
  ];
  const rows = table.flatMap(([grammaticalCase, forms]) =>
    forms.split(' ').map((pair) => [grammaticalCase, ...(pair.split('→') as [string, string])] as const),
  );

  it('is known of more than a hundred forms', () => expect(rows.length).toBeGreaterThan(100));

  it.each(rows)('%s «%s» → %s', (grammaticalCase, form, nominative) => {
    expect(nominativeSurname(form, grammaticalCase)).toBe(nominative === '?' ? null : nominative);
  });
});

/** Declension as a grammar book has it, apart from the code under test: genitive, dative, accusative, instrumental, prepositional. */
const paradigms: { endings: string[]; nominative: string; cases: string[] }[] = [
  { endings: ['ов', 'ев', 'ёв', 'ин', 'ын'], nominative: '', cases: ['а', 'у', 'а', 'ым', 'е'] },
  { endings: ['ов', 'ев', 'ёв', 'ин', 'ын'], nominative: 'а', cases: ['ой', 'ой', 'у', 'ой', 'ой'] },
  { endings: ['ск', 'цк'], nominative: 'ий', cases: ['ого', 'ому', 'ого', 'им', 'ом'] },
  { endings: ['ск', 'цк'], nominative: 'ая', cases: ['ой', 'ой', 'ую', 'ой', 'ой'] },
  { endings: ['н', 'л', 'р', 'т'], nominative: 'ая', cases: ['ой', 'ой', 'ую', 'ой', 'ой'] },
  { endings: ['н', 'л', 'р', 'т'], nominative: 'ый', cases: ['ого', 'ому', 'ого', 'ым', 'ом'] },
  { endings: ['чук', 'юк', 'ник', 'ман', 'т', 'р', 'к'], nominative: '', cases: ['а', 'у', 'а', 'ом', 'е'] },
  { endings: ['чук', 'юк', 'ник', 'ман', 'т', 'р'], nominative: '', cases: ['', '', '', '', ''] },
  { endings: ['вич', 'ич'], nominative: '', cases: ['а', 'у', 'а', 'ем', 'е'] },
  { endings: ['к', 'г'], nominative: 'а', cases: ['и', 'е', 'у', 'ой', 'е'] },
  { endings: ['т', 'б', 'р', 'н'], nominative: 'а', cases: ['ы', 'е', 'у', 'ой', 'е'] },
  { endings: ['ко', 'ых', 'их', 'дзе', 'швили', 'яну', 'ару', 'аго'], nominative: '', cases: ['', '', '', '', ''] },
  { endings: ['а', 'у', 'о'], nominative: 'й', cases: ['я', 'ю', 'я', 'ем', 'е'] },
  { endings: ['ал', 'ол', 'ен'], nominative: 'ь', cases: ['я', 'ю', 'я', 'ем', 'е'] },
];

const surname = fc
  .tuple(
    fc.constantFrom(...'БВГДЗКЛМНПРСТ'),
    fc.array(fc.constantFrom('ар', 'ол', 'им', 'ут', 'ерб', 'ак', 'ыс'), { minLength: 1, maxLength: 2 }),
    fc.constantFrom(...paradigms.flatMap((paradigm) => paradigm.endings.map((ending) => ({ paradigm, ending })))),
    fc.nat({ max: 4 }),
  )
  .map(([first, middle, { paradigm, ending }, index]) => {
    const stem = first + middle.join('') + ending;
    return {
      nominative: stem + paradigm.nominative,
      form: stem + paradigm.cases[index]!,
      grammaticalCase: surnameCases[index]!,
    };
  });

describe('A surname that is declined by the grammar', () => {
  it('is read back, or not at all, but never as another', () => {
    fc.assert(
      fc.property(surname, ({ nominative, form, grammaticalCase }) => {
        const read = nominativeSurname(form, grammaticalCase);
        if (read !== null) expect(read).toBe(nominative);
      }),
      { numRuns: 5000 },
    );
  });

  it('is known again as a form of its nominative', () => {
    fc.assert(
      fc.property(surname, ({ nominative, form }) => expect(isFormOf(form, nominative)).toBe(true)),
      { numRuns: 2000 },
    );
  });
});
