export const actionPlanKinds = {
  PLAN: 'план мероприятий',
  ROADMAP: 'дорожная карта',
  WORK_PLAN: 'план работы',
  INSTITUTION_PLAN: 'план ДОО',
} as const;
export type ActionPlanKind = keyof typeof actionPlanKinds;

/** EXPLICIT: a title says it. INFERRED: from the deadlines of the rows. NONE: nothing says it, and the period is null. */
export const periodSources = {
  EXPLICIT: 'назван в заголовке',
  INFERRED: 'выведен из сроков мероприятий',
  NONE: 'не назван',
} as const;
export type PeriodSource = keyof typeof periodSources;

/** What a column of a plan's table holds. */
export const columnRoles = {
  NUMBER: 'номер',
  TITLE: 'мероприятие',
  DEADLINE: 'срок',
  RESPONSIBLE: 'ответственный',
  PARTICIPANTS: 'участники',
  FORM: 'форма проведения',
  RESULT: 'планируемый результат',
  OTHER: 'другое',
} as const;
export type ColumnRole = keyof typeof columnRoles;

/** The federal mechanisms of managing the quality of education, and one that plans add to them. */
export const managementMechanisms = {
  TRAINING_QUALITY: 'система оценки качества подготовки обучающихся',
  LOW_RESULT_SCHOOLS: 'система работы со школами с низкими результатами',
  TALENTS: 'система выявления и развития способностей и талантов',
  CAREER_GUIDANCE: 'система самоопределения и профессиональной ориентации',
  HEADS_EFFECTIVENESS: 'система мониторинга эффективности руководителей',
  TEACHER_DEVELOPMENT: 'система обеспечения профессионального развития педагогов',
  UPBRINGING: 'система организации воспитания',
  PRESCHOOL_QUALITY: 'система мониторинга качества дошкольного образования',
  ASSESSMENT_OBJECTIVITY: 'система объективности процедур оценки качества (местный)',
} as const;
export type ManagementMechanism = keyof typeof managementMechanisms;

/** Steps of the management cycle, in their order. */
export const cycleSteps = {
  GOALS: 'цели',
  INDICATORS: 'показатели',
  METHODS: 'методы сбора и обработки',
  MONITORING: 'мониторинг',
  ANALYSIS: 'анализ',
  RECOMMENDATIONS: 'адресные рекомендации',
  MEASURES: 'меры, мероприятия',
  DECISIONS: 'управленческие решения',
  EFFECTIVENESS: 'анализ эффективности мер',
} as const;
export type CycleStep = keyof typeof cycleSteps;
