import { type EvidenceKind, evidenceLabels } from '../model/evidence-kind.js';

/** Other words for the kinds of evidence. */
const also: Readonly<Record<string, keyof typeof EvidenceKind>> = {
  'федеральное статистическое наблюдение': 'FEDERAL_STATISTICS',
  '85-К': 'FEDERAL_STATISTICS',
  'форма 85-К': 'FEDERAL_STATISTICS',
  статистика: 'FEDERAL_STATISTICS',
  'отчёт о самообследовании': 'SELF_EVALUATION',
  'отчёты о самообследовании': 'SELF_EVALUATION',
  ВСОКО: 'INTERNAL_VSOKO',
  'внутренняя оценка': 'INTERNAL_VSOKO',
  'самооценка педагогов': 'TEACHER_SELF_ASSESSMENT',
  самооценка: 'TEACHER_SELF_ASSESSMENT',
  'анкетирование родителей': 'PARENT_SURVEY',
  'опрос родителей': 'PARENT_SURVEY',
  родители: 'PARENT_SURVEY',
  эксперт: 'EXPERT',
  эксперты: 'EXPERT',
  'независимая оценка': 'EXPERT',
  мониторинг: 'MUNICIPAL_MONITORING',
};

/** The words for a kind of evidence in a table: its label, its code, or one of the usual other ones. */
export const evidenceWords = { labels: evidenceLabels, also };
