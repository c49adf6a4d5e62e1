/** The nine areas of quality of preschool education, which all owners share. */
export const qualityAreaLabels = {
  GUIDELINES: 'образовательные ориентиры',
  PROGRAMME: 'образовательная программа',
  CONTENT: 'содержание образовательной деятельности',
  PROCESS: 'образовательный процесс',
  CONDITIONS: 'образовательные условия',
  SPECIAL_NEEDS: 'условия для лиц с ОВЗ и инвалидов',
  FAMILY: 'взаимодействие с родителями (семьёй)',
  HEALTH_SAFETY_CARE: 'здоровье, безопасность, уход',
  MANAGEMENT: 'управление и развитие',
} as const;
export type QualityAreaCode = keyof typeof qualityAreaLabels;
