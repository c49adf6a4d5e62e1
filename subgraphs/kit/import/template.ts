import { explanations, type Sheet } from '../../documents/index.js';
import type { PublishedTable } from './table-kind.js';

/** An empty table of a kind: its columns, and beside them what to write in each. */
export function templateOf({ columns, title }: PublishedTable): Sheet[] {
  const all = Object.values(columns);
  return [
    { name: title, rows: [all.map(({ header }) => header)] },
    {
      name: explanations,
      rows: [
        ['Название', 'Обязательно', 'Что писать', 'Другие названия'],
        ...all.map(({ header, required, hint, synonyms }) => [header, required, hint, synonyms.join('; ')]),
      ],
    },
  ];
}
