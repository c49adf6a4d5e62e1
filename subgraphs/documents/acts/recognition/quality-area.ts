import { elementAt } from '../../lists/elements.js';
import type { QualityAreaCode } from '../../vocabulary/quality-areas.js';

/**
 * How texts name the nine areas of quality. Words in any case, matched as they stand; what one area has matched no other
 * gets, so «лиц с ограниченными возможностями здоровья» is not about health.
 */
const vocabulary: readonly (readonly [QualityAreaCode, RegExp])[] = [
  [
    'SPECIAL_NEEDS',
    /ограниченн[а-яё]{2,3} возможност[а-яё]{2,3} здоровья|особ[а-яё]{2,3} образовательн[а-яё]{2,3} потребност|инвалид|(?<![А-Яа-яЁё])ОВЗ(?![А-Яа-яЁё])|адаптированн[а-яё]{2,3} (?:основн[а-яё]{2,3} )?(?:обще)?образовательн/gi,
  ],
  ['GUIDELINES', /образовательн[а-яё]{2,3} ориентир/gi],
  ['PROGRAMME', /образовательн[а-яё]{2,3} программ/gi],
  ['CONTENT', /содержани[а-яё]{1,2} (?:дошкольного |образовательн[а-яё]{2,3} )?(?:деятельност|образован|процесс)/gi],
  ['PROCESS', /образовательн[а-яё]{2,3} процесс|организаци[а-яё]{1,2} образовательн[а-яё]{2,3} деятельност/gi],
  [
    'CONDITIONS',
    /образовательн[а-яё]{2,3} услови|(?:кадров|материально-техническ|психолого-педагогическ|финансов|информационно-методическ)[а-яё]{2,3} (?:и [а-яё-]{5,30} )?услови|услови[а-яё]{1,3} (?:реализации|осуществления)|предметно-пространственн/gi,
  ],
  [
    'FAMILY',
    /(?:взаимодействи|сотрудничеств|работ)[а-яё]{1,3} с (?:родител|семь)|участи[а-яё] (?:родител|семь)|удовлетвор[её]нност[а-яё]{1,2} (?:родител|семь)|законн[а-яё]{2,3} представител|семь[а-яё]{1,3} воспитанник/gi,
  ],
  [
    'HEALTH_SAFETY_CARE',
    /(?:здоровь[а-яё]{1,2}|безопасност[а-яё]{1,2})(?! (?:дорожн|информационн))|присмотр[а-яё]{0,2}(?: и |,| за )|повседневн[а-яё]{2,3} уход/gi,
  ],
  [
    'MANAGEMENT',
    /управлени[а-яё]{1,2} (?:и развити|организаци|ДОО|ДОУ|дошкольн|детск[а-яё]{2,3} сад)|качеств[а-яё]{1,3} управлени[а-яё]{1,2}(?! качеством)/gi,
  ],
];

/**
 * The one area that the words name. What stands in brackets lists its parts and is left out; null where no area is named,
 * or more than one: a guess would be worse than nothing.
 */
export function qualityAreaIn(text: string): QualityAreaCode | null {
  let rest = text.slice(0, 1000).replace(/\([^()]*\)/g, ' ');
  const areas = vocabulary.filter(([, words]) => {
    const without = rest.replace(words, ' ');
    const matches = without !== rest;
    rest = without;
    return matches;
  });
  return areas.length === 1 ? elementAt(areas, 0)[0] : null;
}
