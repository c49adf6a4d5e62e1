import type { ValueOf } from '../../kit/graphql/index.js';
import type { LegalForm } from '../model/legal-form.js';

/** What a full or short name says of the legal form: «автономное», «МАДОУ»; null where it says nothing or two things. */
export function formNamed(name: string): ValueOf<typeof LegalForm> | null {
  const [form, second] = words.filter(([word]) => word.test(name)).map(([, form]) => form);
  return form && !second ? form : null;
}

const words: [RegExp, ValueOf<typeof LegalForm>][] = [
  [/(?<![а-яё])(?:автономн[а-яё]+|[мгк]?адоу)(?![а-яё])/i, 'AUTONOMOUS'],
  [/(?<![а-яё])(?:бюджетн[а-яё]+|[мгк]?бдоу)(?![а-яё])/i, 'BUDGETARY'],
  [/(?<![а-яё])(?:каз[её]нн[а-яё]+|[мг]кдоу|кдоу)(?![а-яё])/i, 'TREASURY'],
  [/(?<![а-яё])(?:частн[а-яё]+|чдоу)(?![а-яё])/i, 'PRIVATE'],
];
