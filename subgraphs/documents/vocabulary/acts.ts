/** Kinds of legal acts, with their Russian labels. */
export const legalActKinds = {
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
export type LegalActKind = keyof typeof legalActKinds;

/** An AMENDMENT changed the act cited before it; this act itself changes what is AMENDED and ends what is REPEALED. */
export const citationRoles = {
  BASIS: 'основание',
  AMENDMENT: 'изменил акт, названный перед ним',
  AMENDED: 'изменён этим актом',
  REPEALED: 'утратил силу по этому акту',
  MENTION: 'упомянут',
} as const;
export type CitationRole = keyof typeof citationRoles;

/** EACH_INSTITUTION where the heads of the institutions are addressed together: one duty for each of them. */
export const instructionScopes = { ONE: 'одного исполнителя', EACH_INSTITUTION: 'каждой организации' } as const;
export type InstructionScope = keyof typeof instructionScopes;

export const educationLevels = {
  PRESCHOOL: 'дошкольное',
  PRIMARY: 'начальное общее',
  BASIC: 'основное общее',
  SECONDARY: 'среднее общее',
  ADDITIONAL: 'дополнительное',
} as const;
export type EducationLevel = keyof typeof educationLevels;

/** DELEGATED: the text leaves it to acts that others make; that is not the same as saying nothing. */
export const statementStates = {
  STATED: 'сказано в самом акте',
  DELEGATED: 'устанавливается другими актами',
  NOT_STATED: 'не сказано',
} as const;
export type StatementState = keyof typeof statementStates;
