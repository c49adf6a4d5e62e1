import { registerEnum } from '../../kit/graphql/enums.js';

export const legalActKindLabels = {
  ORDER: 'приказ',
  RESOLUTION: 'постановление',
  DIRECTIVE: 'распоряжение',
  FEDERAL_LAW: 'федеральный закон',
  REGIONAL_LAW: 'закон субъекта Российской Федерации',
  DECREE: 'указ',
  DECISION: 'решение представительного органа',
  REGULATION: 'порядок, положение',
  CONCEPT: 'концепция',
  ROADMAP: 'дорожная карта',
  LETTER: 'письмо',
  LOCAL_ACT: 'локальный акт',
} as const;

export const LegalActKind = registerEnum('LegalActKind', 'Kind of a legal act.', legalActKindLabels);

export const CitationRole = registerEnum('CitationRole', 'Why an act names another.', {
  BASIS: 'основание',
  AMENDMENT: 'изменил акт, названный перед ним',
  AMENDED: 'изменён этим актом',
  REPEALED: 'утратил силу по этому акту',
  MENTION: 'упомянут',
});

export const ActionPlanKind = registerEnum('ActionPlanKind', 'Kind of a plan.', {
  PLAN: 'план мероприятий',
  ROADMAP: 'дорожная карта',
  WORK_PLAN: 'план работы',
  INSTITUTION_PLAN: 'план ДОО',
});

export const EducationLevel = registerEnum('EducationLevel', 'Level of education.', {
  PRESCHOOL: 'дошкольное',
  PRIMARY: 'начальное общее',
  BASIC: 'основное общее',
  SECONDARY: 'среднее общее',
  ADDITIONAL: 'дополнительное',
});

export const InstructionScope = registerEnum('InstructionScope', 'Whose duty an instruction is.', {
  ONE: 'одного исполнителя',
  EACH_INSTITUTION: 'каждой организации',
});

export const PeriodSource = registerEnum('PeriodSource', 'How the period of a plan is known.', {
  EXPLICIT: 'назван в заголовке',
  INFERRED: 'выведен из сроков мероприятий',
  NONE: 'не назван',
});

export const ColumnRole = registerEnum('ColumnRole', "What a column of a plan's table holds.", {
  NUMBER: 'номер',
  TITLE: 'мероприятие',
  DEADLINE: 'срок',
  RESPONSIBLE: 'ответственный',
  PARTICIPANTS: 'участники',
  FORM: 'форма проведения',
  RESULT: 'планируемый результат',
  OTHER: 'другое',
});

export const ManagementMechanism = registerEnum(
  'ManagementMechanism',
  'Federal mechanism of managing the quality of education; the last is not federal but common in plans.',
  {
    TRAINING_QUALITY: 'система оценки качества подготовки обучающихся',
    LOW_RESULT_SCHOOLS: 'система работы со школами с низкими результатами',
    TALENTS: 'система выявления и развития способностей и талантов',
    CAREER_GUIDANCE: 'система самоопределения и профессиональной ориентации',
    HEADS_EFFECTIVENESS: 'система мониторинга эффективности руководителей',
    TEACHER_DEVELOPMENT: 'система обеспечения профессионального развития педагогов',
    UPBRINGING: 'система организации воспитания',
    PRESCHOOL_QUALITY: 'система мониторинга качества дошкольного образования',
    ASSESSMENT_OBJECTIVITY: 'система объективности процедур оценки качества (местный)',
  },
);

export const CycleStep = registerEnum('CycleStep', 'Step of the management cycle.', {
  GOALS: 'цели',
  INDICATORS: 'показатели',
  METHODS: 'методы сбора и обработки',
  MONITORING: 'мониторинг',
  ANALYSIS: 'анализ',
  RECOMMENDATIONS: 'адресные рекомендации',
  MEASURES: 'меры, мероприятия',
  DECISIONS: 'управленческие решения',
  EFFECTIVENESS: 'анализ эффективности мер',
});
