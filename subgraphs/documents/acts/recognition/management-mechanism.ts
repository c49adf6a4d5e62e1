import { elementAt } from '../../lists/elements.js';
import type { ManagementMechanism } from '../../vocabulary/plans.js';

/** Their names as plans print them, never their numbers: a plan that adds one of its own shifts all that follow. */
const vocabulary: readonly (readonly [ManagementMechanism, RegExp])[] = [
  ['TRAINING_QUALITY', /качеств[а-яё]{1,2} подготовки (?:обучающихся|выпускников)/i],
  ['LOW_RESULT_SCHOOLS', /низкими (?:образовательными )?результатами|неблагоприятных социальных условиях|ШНОР/i],
  ['TALENTS', /способностей и талантов|одар[её]нн/i],
  ['CAREER_GUIDANCE', /самоопределени|профессиональн[а-яё]{2,3} ориентаци|профориентаци/i],
  ['HEADS_EFFECTIVENESS', /эффективност[а-яё]{1,2} (?:деятельности )?руководител/i],
  ['TEACHER_DEVELOPMENT', /профессионального развития педагог|методической работы/i],
  ['UPBRINGING', /воспитани[а-яё]{1,2}(?: и социализации)? (?:обучающихся|детей)/i],
  ['PRESCHOOL_QUALITY', /качеств[а-яё]{1,2} дошкольного образования/i],
  ['ASSESSMENT_OBJECTIVITY', /объективност/i],
];

/** The mechanism that the heading of a section names: «Система …», «Механизм …». Null for any other heading, and for two names. */
export function managementMechanismIn(heading: string): ManagementMechanism | null {
  if (!/^(?:\S+ )?(?:Система|Механизмы?|Направление)(?![а-яё])/i.test(heading)) return null;
  const mechanisms = vocabulary.filter(([, words]) => words.test(heading.slice(0, 1000)));
  return mechanisms.length === 1 ? elementAt(mechanisms, 0)[0] : null;
}
