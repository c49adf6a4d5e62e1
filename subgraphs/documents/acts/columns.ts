import type { ColumnRole } from '../vocabulary/plans.js';
import type { ParsedColumn } from './document.js';
import { fold } from './lines.js';

/** What a heading of a column stands for. The order decides where several words fit («Представление результатов» before «Формы»). */
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
  const title = fold(cell);
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
  const taken = new Set<ColumnRole>();
  columns.forEach((column, i) => {
    const second = taken.has(column.role) || (column.role === 'TITLE' && measureAt > i);
    if (second) column.role = 'OTHER';
    else taken.add(column.role);
  });
  const asked = (['DEADLINE', 'RESPONSIBLE', 'RESULT'] as const).filter((role) => taken.has(role)).length;
  const unnamed = columns.find(({ role }) => role === 'OTHER');
  if (!taken.has('TITLE') && asked >= 2 && unnamed) {
    unnamed.role = 'TITLE';
    taken.add('TITLE');
  }
  const known = columns.filter(({ role }) => role !== 'OTHER').length;
  const enough = known >= (taken.has('NUMBER') ? 2 : 3) && known * 2 >= columns.length;
  return taken.has('TITLE') && asked > 0 && enough ? columns : null;
}

/** Same headings in the same order: the heading repeated at the top of a new page. */
export function sameHeader(a: readonly ParsedColumn[], b: readonly ParsedColumn[]): boolean {
  return a.length === b.length && a.every(({ title }, i) => title.toLowerCase() === b[i]!.title.toLowerCase());
}
