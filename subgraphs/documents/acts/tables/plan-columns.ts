import { elementAt } from '../../lists/elements.js';
import type { ColumnRole } from '../../vocabulary/plans.js';
import type { ParsedColumn } from '../model/parsed-document.js';
import { foldBlanks } from '../text/source-lines.js';

/** Words that tell the role of a column. The order decides where several words fit («Представление результатов» before «Формы»). */
const vocabulary: [ColumnRole, RegExp][] = [
  ['NUMBER', /^(?:№|n|номер|п\/п|пункт)[\s№.]*(?:п\s*[/.]?\s*п\.?|пункта|строки|мероприятия)?$/i],
  ['DEADLINE', /срок|дата|даты|период|время|месяц/i],
  ['RESPONSIBLE', /ответственн|исполнител/i],
  ['RESULT', /результат|итог|показател|индикатор|вид документа|отчетн|отчётн|выход|эффект/i],
  ['PARTICIPANTS', /участник|целев(?:ая|ой) (?:аудитори|групп)|категори|для кого|адресат|охват/i],
  ['FORM', /^форм|вид деятельности/i],
  ['TITLE', /мероприят|наименован|содержан|направлени|действи|виды? работ|вопрос|тема|задач/i],
];

export function columnOf(cell: string): ParsedColumn {
  const title = foldBlanks(cell);
  return { title, role: vocabulary.find(([, words]) => words.test(title))?.[0] ?? 'OTHER' };
}

/**
 * Columns of a table heading, or null where the cells are no heading: short, mostly known words, and besides the title of a
 * measure at least one of deadline, responsible, result, because a row of the plan may speak of measures and results as well.
 * With two of these the first unknown word is the title («Этап»). A role is given to one column only, and that of the title to
 * «Мероприятие» before «Направление»; the rest stay OTHER.
 */
export function readHeader(cells: readonly string[]): ParsedColumn[] | null {
  if (cells.length < 2 || cells.length > 20 || cells.some((cell) => cell.length > 400)) return null;
  const columns = cells.map(columnOf);
  if (columns.some(({ title }) => title.length > 100)) return null;
  const measureAt = columns.findIndex(({ role, title }) => role === 'TITLE' && /мероприят/i.test(title));
  const roles = new Set<ColumnRole>();
  columns.forEach((column, i) => {
    const second = roles.has(column.role) || (column.role === 'TITLE' && measureAt > i);
    if (second) column.role = 'OTHER';
    else roles.add(column.role);
  });
  const telling = (['DEADLINE', 'RESPONSIBLE', 'RESULT'] as const).filter((role) => roles.has(role)).length;
  const unnamed = columns.find(({ role }) => role === 'OTHER');
  if (!roles.has('TITLE') && telling >= 2 && unnamed) {
    unnamed.role = 'TITLE';
    roles.add('TITLE');
  }
  const withRole = columns.filter(({ role }) => role !== 'OTHER').length;
  const enough = withRole >= (roles.has('NUMBER') ? 2 : 3) && withRole * 2 >= columns.length;
  return roles.has('TITLE') && telling > 0 && enough ? columns : null;
}

/** Same headings in the same order: the heading repeated at the top of a new page. */
export function sameHeader(a: readonly ParsedColumn[], b: readonly ParsedColumn[]): boolean {
  return (
    a.length === b.length && a.every(({ title }, i) => title.toLowerCase() === elementAt(b, i).title.toLowerCase())
  );
}
