import { elementAt } from '../../lists/elements.js';
import type { ParsedClause, ParsedController, ParsedInstruction } from '../model/parsed-document.js';
import { findName, nominativeOf } from '../persons/signature.js';
import { findDates, monthWord } from '../text/dates-in-text.js';

/** Points of an order that tell somebody to do something. A point over sub-points only names whom they address. */
export function readInstructions(clauses: readonly ParsedClause[]): ParsedInstruction[] {
  const inherited = new Map<string, { addressee: string | null; deadlineText: string | null; orders: boolean }>();
  return clauses.flatMap((clause, i) => {
    const parent = inherited.get(clause.number.replace(/\.?\d+$/, ''));
    const { addressee, orders } = splitAddressee(clause.text);
    const duty = {
      addressee: addressee ?? parent?.addressee ?? null,
      deadlineText: findDeadline(clause.text) ?? parent?.deadlineText ?? null,
      orders: orders || (parent?.orders ?? false),
    };
    inherited.set(clause.number, { ...duty, orders: duty.orders || addressee !== null });
    const hasSubpoints = clauses[i + 1]?.number.startsWith(`${clause.number}.`);
    if (hasSubpoints || !(duty.orders || isControl(clause.text))) return [];
    const { number, text, line, lineEnd } = clause;
    const scope = duty.addressee && addressesInstitutions(duty.addressee) ? 'EACH_INSTITUTION' : 'ONE';
    return [{ number, text, addressee: duty.addressee, scope, deadlineText: duty.deadlineText, line, lineEnd }];
  });
}

export function findController(clauses: readonly ParsedClause[], signatory: string | null): ParsedController | null {
  const clause = clauses.find(({ text }) => isControl(text));
  if (!clause) return null;
  const { line } = clause;
  const ownControl = /оставляю за собой|осуществляю лично|беру на себя/i.exec(clause.text);
  if (ownControl) return { text: ownControl[0], name: signatory, nominative: signatory, line };
  const laid = /возложить/i.exec(clause.text);
  const behind = laid && clause.text.slice(laid.index).replace(/^\S+\s/, '');
  const onto = behind && /(?:^|\s)на\s([^;]{1,600})/.exec(behind);
  if (!onto) return { text: clause.text, name: null, nominative: null, line };
  const words = elementAt(onto, 1).replace(/(?<![А-ЯЁ])\.$/, '');
  const name = findName(words);
  return { text: words, name, nominative: name && nominativeOf(name), line };
}

function isControl(text: string): boolean {
  return /контроль/i.test(text) && /возложить|оставляю|осуществляю|беру/i.test(text);
}

/**
 * «Руководителям образовательных организаций обеспечить …» or «Заведующим …:» begin with whom they address, in the dative;
 * «Рекомендовать руководителям … обеспечить …» has it behind the first verb.
 */
function splitAddressee(text: string): { addressee: string | null; orders: boolean } {
  const [first = '', ...rest] = elementAt(text.split('\n'), 0).slice(0, 1000).split(' ');
  if (/^(?:Рекомендовать|Поручить|Предложить)$/i.test(first))
    return { addressee: splitAddressee(capitalized(rest)).addressee, orders: true };
  // What changes the words of another act tells nobody to do anything.
  if (/^Внести$/i.test(first) && /изменени[ея]/i.test(text)) return { addressee: null, orders: false };
  if (infinitive.test(first)) return { addressee: null, orders: true };
  // «МБУ «Методический центр» (Образцова А.А.):» has no dative to be told by.
  const isBody = /^[А-ЯЁ]{2,8}$/.test(first) && text.trimEnd().endsWith(':');
  if (!dative.test(first) && !isBody) return { addressee: null, orders: false };
  const words = [first, ...rest];
  const verb = words.findIndex((word) => infinitive.test(word));
  const end = verb >= 0 ? verb : words.findIndex((word) => word.endsWith(':')) + 1;
  const addressee = words.slice(0, end).join(' ').replace(deadlineAtEnd, '');
  return { addressee: addressee || null, orders: verb >= 0 };
}

function capitalized([first = '', ...rest]: string[]): string {
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' ');
}

const infinitive =
  /^(?!.*(?:ость|сеть|нефть)[,:]?$)[А-ЯЁа-яё-]*(?:[аеиоуыюя]ть|ться|вести|нести|йти|чь|чься|расти)[,:]?$/;
const dative = /^[А-ЯЁ][А-Яа-яё-]*(?:ам|ям|им|ым|ому|ему|у|ю|ии|ой|ей)$/;

function addressesInstitutions(addressee: string): boolean {
  return (
    /^\S*(?:ам|ям|им|ым)\s/.test(addressee) &&
    /организац|учрежден|школ|детск[а-яё]{2,3} сад|(?<![А-Яа-яЁё])М?[ДБА]?ОО?У?(?![А-Яа-яЁё])/.test(addressee)
  );
}

/** A day, a month or a rhythm that a duty names; the dates of acts it cites («от …») are none. */
function findDeadline(text: string): string | null {
  const regular = rhythm.exec(text)?.[0];
  if (regular) return regular;
  const beforeDate = /(?:в срок\s)?(?:до|не позднее|к)\s/g;
  for (const match of text.matchAll(beforeDate)) {
    const behind = text.slice(match.index + match[0].length, match.index + match[0].length + 40);
    const date = findDates(behind)[0];
    const year = date && (/^\s(?:года|г\.)/.exec(behind.slice(date.end))?.[0] ?? '');
    if (date?.index === 0) return match[0] + behind.slice(0, date.end) + year;
    const month = dayAndMonth.exec(behind);
    if (month) return match[0] + month[0];
  }
  return null;
}

const dayAndMonth = new RegExp(`^\\d{1,2}\\s${monthWord}`);
const deadlineAtEnd =
  /(?:,?\s(?:в срок|до|не позднее|ежегодно|ежеквартально|ежемесячно|еженедельно|постоянно|в течение)(?![а-яё])[^:]{0,80})?[\s:,–-]*$/;
const rhythm =
  /(?<![А-Яа-яЁё])(?:ежегодно|ежеквартально|ежемесячно|еженедельно|постоянно|в течение [а-яё0-9 ]{1,30}?(?:дней|дня|месяцев|месяца|года)|в [а-яё\d]{1,20}-?дневный срок)(?:,? до \d{1,2}(?:-го)? (?:числа )?[а-яё]{3,10})?/i;
