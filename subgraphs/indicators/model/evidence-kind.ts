import { registerEnum } from '../../kit/graphql/index.js';

export const evidenceLabels = {
  FEDERAL_STATISTICS: 'федеральное статистическое наблюдение (85-К)',
  SELF_EVALUATION: 'самообследование',
  INTERNAL_VSOKO: 'внутренняя система оценки качества (ВСОКО)',
  TEACHER_SELF_ASSESSMENT: 'самооценка педагога',
  PARENT_SURVEY: 'анкета родителей',
  EXPERT: 'экспертная оценка',
  MUNICIPAL_MONITORING: 'муниципальный мониторинг',
} as const;

export const EvidenceKind = registerEnum('EvidenceKind', 'What a value of an indicator rests on.', evidenceLabels);
