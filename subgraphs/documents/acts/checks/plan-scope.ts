import type { ParsedIssue, ParsedPlan } from '../model/parsed-document.js';
import { educationLevelsIn } from '../recognition/education-level.js';

/** Words for things that only schools have: pupils, olympiads, state examinations, marks, classes by number. */
const ofSchools =
  /(?<![А-Яа-яЁё])(?:олимпиад[а-яё]{0,3}(?: школьник[а-яё]{0,3})?|школьник[а-яё]{0,3}|(?:ВПР|ОГЭ|ЕГЭ|ГИА|ВсОШ)(?![А-Яа-яЁё])|всероссийск[а-яё]{2,3} проверочн[а-яё]{2,3} работ[а-яё]{0,2}|государственн[а-яё]{2,3} итогов[а-яё]{2,3} аттестаци[а-яё]{1,2}|успеваемост[а-яё]{1,2}|оценочн[а-яё]{2,3} процедур[а-яё]{0,2}|результат[а-яё]{0,3} обучения|(?:[1-9]|1[01])(?:\s?[–—-]\s?(?:[1-9]|1[01]))?(?:-?х)? класс[а-яё]{0,3})(?![а-яё])/i;
/** Schools by another word than their level. */
const withSchools = /(?<![А-Яа-яЁё])(?:школ|общеобразовательн)/i;
const ofPreschool = /дошкол|детск[а-яё]{2,3} сад|(?<![А-Яа-яЁё])М?[БАК]?ДО[УО](?![А-Яа-яЁё])|воспитанник/i;

/** Rows of a plan that its titles make one for preschool alone, yet that speak of schools and not of preschool. */
export function checkScope({ title, measures }: ParsedPlan, actTitle: string): ParsedIssue[] {
  const titles = `${title}\n${actTitle}`;
  if (educationLevelsIn([() => titles]).join() !== 'PRESCHOOL' || withSchools.test(titles)) return [];
  return measures.flatMap((measure, i): ParsedIssue[] => {
    const words = [measure.title, measure.participants ?? ''].join('\n');
    const school = ofSchools.exec(words);
    if (!school || ofPreschool.test(words)) return [];
    const message = `План о дошкольном образовании, а мероприятие говорит о школе: «${school[0]}».`;
    const at = { line: measure.line, row: i + 1, field: 'title' };
    return [{ code: 'SCOPE_MISMATCH', severity: 'NOTICE', message, ...at, text: measure.title }];
  });
}
