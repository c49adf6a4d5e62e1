import type { SurnameCase } from '../acts/surnames.js';
import type { ResponsibleRole } from '../vocabulary/parties.js';
import type { Token } from './tokens.js';

/** What the words before a name say of it. */
export interface Duty {
  role: ResponsibleRole;
  governed: SurnameCase | null;
}

const markers: (Duty & { words: string[] })[] = [
  ...['под общим руководством', 'под методическим руководством', 'под руководством', 'под председательством'].map(
    directs,
  ),
  ...['под контролем', 'под кураторством', 'при координации'].map(directs),
  ...['во взаимодействии с', 'в сотрудничестве с', 'совместно с', 'совместно со', 'вместе с'].map((words) =>
    shares(words, 'INSTRUMENTAL'),
  ),
  ...['при участии', 'при поддержке', 'при содействии', 'с участием', 'с привлечением'].map((words) =>
    shares(words, 'GENITIVE'),
  ),
];

function directs(words: string): Duty & { words: string[] } {
  return { words: words.split(' '), role: 'SUPERVISOR', governed: 'GENITIVE' };
}

function shares(words: string, governed: SurnameCase): Duty & { words: string[] } {
  return { words: words.split(' '), role: 'EXECUTOR', governed };
}

/** «Ответственный: …», «Контроль – …» before the names. */
const labels: { pattern: RegExp; role: ResponsibleRole }[] = [
  { pattern: /^(?:ответственны[йе]|исполнител[ьи]|соисполнител[ьи]|участник(?:и)?)$/i, role: 'EXECUTOR' },
  { pattern: /^(?:руководител[ьи]|куратор(?:ы)?|контроль|координатор(?:ы)?|председатель)$/i, role: 'SUPERVISOR' },
];

/** «под руководством», «совместно с», «Куратор:»: what begins here and how many tokens it takes. */
export function markerAt(tokens: readonly Token[], i: number): (Duty & { length: number }) | null {
  if (tokens[i]!.kind !== 'word') return null;
  const found = markers.find(({ words }) => words.every((word, k) => tokens[i + k]?.text.toLowerCase() === word));
  if (found) return { role: found.role, governed: found.governed, length: found.words.length };
  const colon = tokens[i + 1];
  const label = labels.find(({ pattern }) => pattern.test(tokens[i]!.text));
  return label && (colon?.kind === 'dash' || (colon?.kind === 'end' && colon.text === ':'))
    ? { role: label.role, governed: null, length: 2 }
    : null;
}
