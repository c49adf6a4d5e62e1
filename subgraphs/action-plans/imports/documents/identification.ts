import { HubError } from '../../../../schema/errors/catalogue.js';
import type { ParsedDocument, ParsedIssue } from '../../../documents/index.js';
import { letters } from './issuing-body.js';

/** What a publisher says of the first act of a document, where its text does not say it or is read wrong. */
export interface Identification {
  number?: string | null;
  /** ISO. */
  date?: string | null;
  title?: string | null;
}

/** Throws where something is said that no act has. */
export function checkIdentification({ number, title }: Identification): void {
  if (number != null && !/^(?=.*[\p{L}\p{N}])[\p{L}\p{N}\p{P}\p{S} ]{1,50}$/u.test(number)) {
    throw new HubError('BAD_ARGUMENT', { reason: 'ACT_NUMBER', got: number });
  }
  if (title != null && !/^(?=.*\p{L})[^\p{C}]{1,1000}$/u.test(title)) {
    throw new HubError('BAD_ARGUMENT', {
      reason: 'LENGTH',
      argument: 'title',
      from: 1,
      to: 1000,
      got: title.trim().length,
    });
  }
}

const words = { number: 'Номер указан', date: 'Дата указана', title: 'Название указано' } as const;

/** The document with what its publisher says of its first act, which is told to whoever reads it. */
export function identified(document: ParsedDocument, identification: Identification): ParsedDocument {
  const [act, ...others] = document.acts;
  if (!act) return document;
  const issues: ParsedIssue[] = [];
  const inText = { number: act.number, date: act.date, title: act.title };
  for (const field of ['number', 'date', 'title'] as const) {
    const value = identification[field] ?? null;
    if (value === null || letters(value) === letters(inText[field] ?? '')) continue;
    const finding = inText[field] ? `в тексте прочитано «${inText[field]}»` : 'в тексте не прочитано';
    const message = `${words[field]} при публикации: «${value}»; ${finding}.`;
    const severity = inText[field] ? 'WARNING' : 'NOTICE';
    issues.push({ code: 'IDENTITY_GIVEN', severity, message, line: act.line, field });
    inText[field] = value;
  }
  // A plan that stands alone has its title from the act that it is.
  const plans = document.plans.map((plan) => (plan.title === '' ? { ...plan, title: inText.title } : plan));
  return { ...document, plans, acts: [{ ...act, ...inText }, ...others], issues: [...document.issues, ...issues] };
}
