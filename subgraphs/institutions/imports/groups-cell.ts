import { sortKey } from '../../../schema/contract/collation.js';
import { foldSpaces, type Parsed } from '../../kit/import/index.js';
import { groupOrientationLabels, type InstitutionGroup } from '../model/institution.js';

export const groupsHint =
  'Через «;»: направленность, возраст и число детей, например «общеразвивающая 3–4: 25; компенсирующая 5–7: 10»';

/** Groups of children as they are written in one cell. */
export function parseGroups(text: string): Parsed<InstitutionGroup[]> {
  const groups: InstitutionGroup[] = [];
  for (const part of text.split(/[;\n]/).map(foldSpaces).filter(Boolean)) {
    const match = /^([а-яё]+) (\d{1,2}) ?[-–—] ?(\d{1,2})(?: (?:лет|года?))?: ?(\d{1,3})$/i.exec(part);
    const [, word = '', from, to, count] = match ?? [];
    const [orientation, ageFrom, ageTo, children] = [orientationOf(word), Number(from), Number(to), Number(count)];
    if (!match || !orientation || ageFrom > ageTo || ageTo > 8)
      return { problem: `не понятна группа «${part}»: ${groupsHint}` };
    groups.push({ orientation, ageFrom, ageTo, children });
  }
  return { value: groups };
}

function orientationOf(word: string): InstitutionGroup['orientation'] | null {
  const codes = Object.keys(groupOrientationLabels) as InstitutionGroup['orientation'][];
  return codes.find((code) => sortKey(groupOrientationLabels[code]) === sortKey(word)) ?? null;
}
