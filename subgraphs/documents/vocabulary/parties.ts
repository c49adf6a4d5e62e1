export const organizationKinds = {
  EDUCATION_AUTHORITY: 'орган управления образованием',
  LOCAL_BODY: 'другой орган местного самоуправления',
  REGIONAL_BODY: 'региональный орган или учреждение',
  FEDERAL_BODY: 'федеральный орган или учреждение',
  METHODICAL_CENTRE: 'методический центр, институт развития образования',
  INSTITUTION: 'образовательная организация',
  INSTITUTIONS: 'образовательные организации, названные вместе',
  COMMISSION: 'комиссия, совет',
  GROUP: 'рабочая группа, объединение, команда',
  OTHER: 'другая организация',
} as const;
export type OrganizationKind = keyof typeof organizationKinds;

/** What somebody responsible has to do. */
export const responsibleRoles = { EXECUTOR: 'исполняет', SUPERVISOR: 'руководит' } as const;
export type ResponsibleRole = keyof typeof responsibleRoles;
