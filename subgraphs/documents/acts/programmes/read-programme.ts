import { elementAt } from '../../lists/elements.js';
import type { ParsedAct, ParsedClause } from '../model/parsed-document.js';
import type { ParsedProgramme, ParsedStatement } from '../model/parsed-programme.js';
import { qualityAreaIn } from '../recognition/quality-area.js';
import { type ListHead, listsIn } from './programme-lists.js';

/**
 * What a regulation on monitoring lays down: tasks, principles, mechanisms, areas, sources, who coordinates, how often,
 * and whether it says terms and indicators itself or leaves them to other acts. Null for any other act.
 */
export function readProgramme(act: ParsedAct, index: number): ParsedProgramme | null {
  if (act.kind !== 'REGULATION' || !/мониторинг|систем[а-яё]{1,2} оценки качества/i.test(act.title)) return null;
  const lists = listsIn(act.clauses);
  const itemsOf = (head: ListHead) => lists.get(head)?.map(({ text }) => text) ?? [];
  const sources = itemsOf('SOURCES');
  const programme: ParsedProgramme = {
    act: index,
    title: act.title,
    tasks: itemsOf('TASKS'),
    principles: itemsOf('PRINCIPLES'),
    mechanisms: itemsOf('MECHANISMS'),
    areas: (lists.get('AREAS') ?? []).map(({ text, line }) => ({ text, area: qualityAreaIn(text), line })),
    sources: sources.length > 0 ? sources : sourcesInProse(act.clauses),
    coordinator: coordinatorIn(act.clauses),
    periodicity: periodicityIn(act.clauses),
    terms: statementOn(/(?<![А-Яа-яЁё])срок/i, termStated, act.clauses),
    indicators: statementOn(/показател/i, null, act.clauses),
    line: act.line,
    lineEnd: act.lineEnd,
  };
  const says = programme.tasks.length + programme.areas.length + programme.mechanisms.length;
  return says > 0 || programme.periodicity !== null ? programme : null;
}

/** «осуществляется на основе данных федерального статистического наблюдения, отчетов о самообследовании, …» */
function sourcesInProse(clauses: readonly ParsedClause[]): string[] {
  for (const sentence of sentencesOf(clauses)) {
    const match = /^мониторинг[^.;:]{0,120}?\sна (?:основе|основании)\s(?:следующих\s)?([^.;:]{1,1000})/i.exec(
      sentence,
    );
    if (match)
      return elementAt(match, 1)
        .split(/,\s/)
        .map((source) => source.trim());
  }
  return [];
}

/** «Муниципальным координатором … является …», «… является координатором»: the words as printed, abbreviations left out. */
function coordinatorIn(clauses: readonly ParsedClause[]): string | null {
  for (const role of ['координатор', 'оператор', 'организатор']) {
    const after = new RegExp(
      `${role}[а-яё]{0,3}(?![а-яё])[^.;:]{0,120}?\\s(?:является|выступает|назначается|определ[её]н[аоы]?|[—–-])\\s([^.;]{3,300})`,
      'i',
    );
    const before = new RegExp(
      `^([^.;:]{3,300}?)\\s(?:является|выступает)\\s(?:[а-яё]+\\s){0,3}${role}ом(?![а-яё])`,
      'i',
    );
    for (const sentence of sentencesOf(clauses)) {
      const words = (before.exec(sentence) ?? after.exec(sentence))?.[1];
      if (words) return words.replace(/\s?\((?:далее|Далее)[^()]*\)/g, '').trim();
    }
  }
  return null;
}

const rhythm =
  /ежегодно|ежеквартально|ежемесячно|(?:не реже(?: чем)? )?(?:одного |один |1 )?раза? в (?:год|полугодие|квартал|месяц|(?:два|три|пять|2|3|5) (?:года|лет))|не реже (?:одного|1) раза в [а-яё0-9 ]{3,12}/i;

/** How often the monitoring is held: of its holding alone, not of reports on it. */
function periodicityIn(clauses: readonly ParsedClause[]): string | null {
  for (const sentence of sentencesOf(clauses)) {
    if (!/мониторинг[а-яё]{0,2}(?![а-яё])[^.;]{0,150}(?:провод|осуществля)/i.test(sentence)) continue;
    const match = rhythm.exec(sentence);
    if (match) return match[0];
  }
  return null;
}

const laidDownElsewhere = /(?:устанавлива|утвержда|определя|регламентир)[а-яё]{2,8}/i;
const itself = /настоящ[а-яё]{2,3} (?:порядок|положени|регламент|программ)/i;
const termStated =
  /провод[^.;]{0,150}(?:январ|феврал|март|апрел|(?<![а-яё])ма[йея](?![а-яё])|июн|июл|август|сентябр|октябр|ноябр|декабр|квартал)/i;

/**
 * What the clauses say of one thing: DELEGATED where it is laid down by others, «сроками …, устанавливаемыми управлением»;
 * STATED where the clause says it itself. A clause on what the regulation is about says neither.
 */
function statementOn(thing: RegExp, statement: RegExp | null, clauses: readonly ParsedClause[]): ParsedStatement {
  for (const clause of clauses) {
    for (const sentence of sentencesOf([clause])) {
      if (itself.test(sentence)) continue;
      const state = statement?.test(sentence)
        ? 'STATED'
        : thing.test(sentence) && laidDownElsewhere.test(sentence)
          ? 'DELEGATED'
          : null;
      if (state) return { state, text: sentence, clause: clause.number, line: clause.line };
    }
  }
  return { state: 'NOT_STATED', text: null, clause: null, line: null };
}

/** Sentences of the clauses, their lists left out; a dot behind an initial or a short word ends none. */
function sentencesOf(clauses: readonly ParsedClause[]): string[] {
  return clauses.flatMap(({ text }) =>
    elementAt(text.split('\n'), 0)
      .slice(0, 5000)
      .split(/(?<=[а-яё»)]{3}[.;])\s+(?=[А-ЯЁ«])/)
      .map((sentence) => sentence.replace(/\.$/, '').trim()),
  );
}
