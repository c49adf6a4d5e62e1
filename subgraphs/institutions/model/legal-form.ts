import { registerEnum } from '../../kit/graphql/index.js';

export const legalFormLabels = {
  AUTONOMOUS: 'автономное учреждение',
  BUDGETARY: 'бюджетное учреждение',
  TREASURY: 'казённое учреждение',
  PRIVATE: 'частное учреждение',
} as const;

export const LegalForm = registerEnum('LegalForm', 'Legal form of an institution.', legalFormLabels);
