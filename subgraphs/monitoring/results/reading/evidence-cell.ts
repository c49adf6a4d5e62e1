import { sortKey } from '../../../../schema/collation.js';
import type { EvidenceKind } from '../../../kit/evidence.js';
import type { Parsed } from '../../../kit/tables/columns.js';
import { nearest } from '../../../kit/tables/nearest.js';

type Evidence = keyof typeof EvidenceKind;

/** How people call the kinds of evidence, the usual name first. */
const names: Readonly<Record<Evidence, readonly string[]>> = {
  FEDERAL_STATISTICS: [
    'федеральное статистическое наблюдение',
    'федеральное статистическое наблюдение (85-К)',
    '85-К',
    'форма 85-К',
    'статистика',
  ],
  SELF_EVALUATION: ['самообследование', 'отчёт о самообследовании', 'отчёты о самообследовании'],
  INTERNAL_VSOKO: ['ВСОКО', 'внутренняя система оценки качества (ВСОКО)', 'внутренняя оценка'],
  TEACHER_SELF_ASSESSMENT: ['самооценка педагога', 'самооценка педагогов', 'самооценка'],
  PARENT_SURVEY: ['анкета родителей', 'анкетирование родителей', 'опрос родителей', 'родители'],
  EXPERT: ['экспертная оценка', 'эксперт', 'эксперты', 'независимая оценка'],
  MUNICIPAL_MONITORING: ['муниципальный мониторинг', 'мониторинг'],
};

const byName = new Map(
  (Object.keys(names) as Evidence[]).flatMap((kind) => [kind, ...names[kind]].map((name) => [sortKey(name), kind])),
);

export const evidenceHint = `Одно из: ${Object.values(names)
  .map(([usual]) => usual)
  .join('; ')}. Не нужно, если у показателя источник один`;

export function evidenceName(kind: Evidence): string {
  return names[kind][0]!;
}

export function parseEvidence(text: string): Parsed<Evidence> {
  const value = byName.get(sortKey(text));
  if (value !== undefined) return { value };
  const usual = Object.values(names).map(([name]) => name!);
  return { problem: `ожидается одно из: ${usual.join('; ')}`, suggestion: nearest(text, Object.values(names).flat()) };
}
