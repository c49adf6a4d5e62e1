import { type EducationLevel, educationLevels } from '../../vocabulary/acts.js';
import { codesOf } from '../../vocabulary/codes.js';

const words: Record<EducationLevel, RegExp> = {
  PRESCHOOL: /дошкольн|детск[а-яё]{2,3} сад|(?<![А-Яа-яЁё])М?[БАК]?ДО[УО](?![А-Яа-яЁё])/i,
  PRIMARY: /начальн[а-яё]{2,3} общ/i,
  BASIC: /основн[а-яё]{2,3} общ/i,
  SECONDARY: /средн[а-яё]{2,3} общ/i,
  ADDITIONAL: /дополнительн[а-яё]{2,3} (?:образован|общеобразоват|общеразвив)/i,
};

/** Levels of education that the first of the texts names which names any: titles first, then the rest. */
export function educationLevelsIn(texts: readonly (() => string)[]): EducationLevel[] {
  for (const text of texts) {
    const value = text();
    const levels = codesOf(educationLevels).filter((level) => words[level].test(value));
    if (levels.length > 0) return levels;
  }
  return [];
}
