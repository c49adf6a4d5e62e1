import { elementAt } from '../../lists/elements.js';
import type { ParsedGoal } from '../model/parsed-document.js';
import { qualityAreaIn } from '../recognition/quality-area.js';
import type { Line } from '../text/source-lines.js';

/** Reads the goals behind «Цели:» up to «Задачи» or the table: one goal for each bullet, or the sentence behind «Цель:». */
export function readGoals(lines: readonly Line[]): ParsedGoal[] {
  const start = lines.findIndex((line) => goalsWord.test(line.text));
  if (start < 0) return [];
  const goals: { text: string; line: number }[] = [];
  const inline = elementAt(lines, start).text.replace(goalsWord, '').trim();
  if (inline !== '') goals.push({ text: inline, line: elementAt(lines, start).no });
  for (const { text, no, raw } of lines.slice(start + 1)) {
    if (/^(?:Задач|Раздел|Срок|Ожидаем|Показател)/i.test(text) || raw.includes('\t')) break;
    if (text === '') continue;
    const bullet = /^(?:[·•▪*–—-]\s?|\d{1,2}[.)]\s?)/.exec(text);
    if (bullet || goals.length === 0) goals.push({ text: text.slice(bullet?.[0].length ?? 0), line: no });
    else elementAt(goals, -1).text += ` ${text}`;
  }
  return goals.map(({ text, line }) => ({ text, area: qualityAreaIn(text), parts: partsOf(text), line }));
}

const goalsWord = /^Цел[ьи](?:\s[а-яё\s]{1,60})?\s?[:–—-]\s?/i;

function partsOf(goal: string): string[] {
  const list = /\(([^()]{1,2000})\)[\s.;]*$/.exec(goal)?.[1];
  return list?.includes(',') ? list.split(',').map((part) => part.trim()) : [];
}
