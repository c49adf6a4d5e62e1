import type { SurnameCase } from '../../acts/index.js';
import { elementAt } from '../../lists/elements.js';
import type { ResponsibleRole } from '../../vocabulary/parties.js';
import type { PartyToken } from '../language/party-tokens.js';

/** Role and grammatical case that the words before a name give it. */
export interface DutyMarker {
  role: ResponsibleRole;
  governed: SurnameCase | null;
}

const markers: (DutyMarker & { words: string[] })[] = [
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

function directs(words: string): DutyMarker & { words: string[] } {
  return { words: words.split(' '), role: 'SUPERVISOR', governed: 'GENITIVE' };
}

function shares(words: string, governed: SurnameCase): DutyMarker & { words: string[] } {
  return { words: words.split(' '), role: 'EXECUTOR', governed };
}

/** «Ответственный: …», «Контроль – …» before the names. */
const labels: { pattern: RegExp; role: ResponsibleRole }[] = [
  { pattern: /^(?:ответственны[йе]|исполнител[ьи]|соисполнител[ьи]|участник(?:и)?)$/i, role: 'EXECUTOR' },
  { pattern: /^(?:руководител[ьи]|куратор(?:ы)?|контроль|координатор(?:ы)?|председатель)$/i, role: 'SUPERVISOR' },
];

/** «под руководством», «совместно с», «Куратор:»: what begins here and how many tokens it takes. */
export function markerAt(tokens: readonly PartyToken[], i: number): (DutyMarker & { length: number }) | null {
  if (elementAt(tokens, i).kind !== 'word') return null;
  const marker = markers.find(({ words }) => words.every((word, k) => tokens[i + k]?.text.toLowerCase() === word));
  if (marker) return { role: marker.role, governed: marker.governed, length: marker.words.length };
  const colon = tokens[i + 1];
  const label = labels.find(({ pattern }) => pattern.test(elementAt(tokens, i).text));
  return label && (colon?.kind === 'dash' || (colon?.kind === 'end' && colon.text === ':'))
    ? { role: label.role, governed: null, length: 2 }
    : null;
}
