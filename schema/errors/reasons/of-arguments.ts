import { date, given, idKind, integer, name, names, oneOf, period, periods } from '../../contract/parameters.js';
import { reason } from './reason.js';

/** Things that an argument may name, in the case that the sentence needs. */
const things = oneOf({
  MEASURE: { en: 'a measure', ru: 'мероприятие' },
  DEFICIT: { en: 'a deficit', ru: 'дефицит' },
  INSTITUTION: { en: 'an institution', ru: 'организация' },
  PUBLICATION: { en: 'a publication', ru: 'публикация' },
});

/** Of arguments that the schema allows and that are refused all the same. */
export const ofArguments = {
  BAD_ARGUMENT: {
    ONE_OWNER: reason(
      { field: name, got: integer },
      'Expected one owner for {field}, got {got}.',
      'Для {field} ожидается один муниципалитет, получено {got}.',
    ),
    DEADLINE: reason(
      { got: given },
      'Expected a deadline of 1 ms or more, got {got}.',
      'Ожидается срок от 1 мс, получено {got}.',
    ),
    PAGE_DIRECTION: reason(
      {},
      'Expected `after` with `first` alone, and `before` with `last` alone.',
      'Ожидается `after` только вместе с `first` и `before` только вместе с `last`.',
    ),
    TEXT: reason({}, 'Expected text in UTF-8 without NUL.', 'Ожидается текст в UTF-8 без знака NUL.'),
    NONE_GIVEN: reason(
      { expected: names },
      'Expected one of {expected}, got none.',
      'Ожидается одно из: {expected}, нет ни одного.',
    ),
    TOO_LONG: reason(
      { argument: name, limit: integer, got: integer },
      'Expected {argument} of at most {limit} characters, got {got}.',
      'Ожидается {argument} не длиннее {limit} знаков, получено {got}.',
    ),
    TOO_MANY: reason(
      { argument: name, limit: integer, got: integer },
      'Expected {argument} of at most {limit} values, got {got}.',
      'Ожидается {argument} не более чем из {limit} значений, получено {got}.',
    ),
    LENGTH: reason(
      { argument: name, from: integer, to: integer, got: integer },
      'Expected {argument} of {from} to {to} characters, got {got}.',
      'Ожидается {argument} от {from} до {to} знаков, получено {got}.',
    ),
    WEB_ADDRESS: reason(
      { argument: name, got: given },
      'Expected {argument} to begin with http: or https:, got {got}.',
      'Ожидается, что {argument} начинается с http: или https:, получено {got}.',
    ),
    AS_OF: reason(
      {},
      'Expected asOf, the day that the filter goes by, got none.',
      'Ожидается asOf – день, на который действует фильтр, его нет.',
    ),
    ACT_NUMBER: reason(
      { got: given },
      'Expected the number of an act, as «273-ФЗ» or «1219», got {got}.',
      'Ожидается номер акта вида «273-ФЗ» или «1219», получено {got}.',
    ),
    SEARCH_TEXT: reason(
      { got: given },
      'Expected a text with letters or digits, got {got}.',
      'Ожидается текст с буквами или цифрами, получено {got}.',
    ),
    SECTION: reason(
      { got: given },
      'Expected labels of sections, as «II» and «5» or «II.5», got {got}.',
      'Ожидаются обозначения разделов вида «II» и «5» или «II.5», получено {got}.',
    ),
    LEVEL: reason(
      { got: given },
      'Expected a level of a scale, as «MKDO/L3» or «L3», got {got}.',
      'Ожидается уровень шкалы вида «MKDO/L3» или «L3», получено {got}.',
    ),
    PERIOD: reason(
      { got: period },
      'Expected a period that begins before it ends, got {got}.',
      'Ожидается период, который начинается раньше, чем кончается, получено {got}.',
    ),
    FUTURE: reason(
      { argument: name, got: date },
      'Expected {argument} not after today, got {got}.',
      'Ожидается {argument} не позже сегодняшнего дня, получено {got}.',
    ),
    OTHER_OWNER: reason(
      { what: things, owner: name, got: given },
      'Expected {what} of {owner}, got {got}.',
      'Ожидается {what} муниципалитета {owner}, получено {got}.',
    ),
    NOT_WITH: reason(
      { argument: name, other: name, got: given },
      'Expected no {argument} with {other}, got {got}.',
      'Вместе с {other} не ожидается {argument}, получено {got}.',
    ),
    NOTHING_TO_WITHDRAW: reason(
      {},
      'Expected an earlier report to withdraw, got none.',
      'Ожидается прежний отчёт, который можно отозвать, его нет.',
    ),
    OCCURRENCE: reason(
      { expected: periods, got: period },
      'Expected one of {expected}, got {got}.',
      'Ожидается одно из: {expected}, получено {got}.',
    ),
    NO_OCCURRENCE: reason(
      { got: period },
      'Expected no occurrence, got {got}.',
      'Срока по частям здесь нет, получено {got}.',
    ),
    CANDIDATE: reason(
      { to: integer, got: given },
      'Expected candidate 0 to {to}, got {got}.',
      'Ожидается candidate от 0 до {to}, получено {got}.',
    ),
    NO_CANDIDATES: reason(
      { got: given },
      'Expected a deadline of several readings, got candidate {got} of one.',
      'Ожидается срок, который можно понять по-разному, получен candidate {got} однозначного срока.',
    ),
    PART: reason({ got: given }, 'Expected parts from 0 to 1, got {got}.', 'Ожидаются доли от 0 до 1, получено {got}.'),
    IDEMPOTENCY_KEY: reason(
      { got: given },
      'Expected an idempotency key of 8 to 200 characters without blanks, got {got}.',
      'Ожидается idempotencyKey из 8–200 латинских знаков без пробелов, получено {got}.',
    ),
    FILENAME: reason(
      { got: given },
      'Expected the name of a file without a folder, got {got}.',
      'Ожидается имя файла без папки, получено {got}.',
    ),
    BASE64: reason(
      {},
      'Expected contentBase64 in base64, padded and without blanks.',
      'Ожидается contentBase64 в base64 с дополнением и без пробелов.',
    ),
    NO_PUBLICATION: reason(
      { got: given },
      'Expected the id of a publication, got {got}.',
      'Ожидается идентификатор публикации, получено {got}.',
    ),
    NO_DOCUMENT: reason(
      { got: given },
      'Expected the id of a document of this owner that is in force, or of its act, got {got}.',
      'Ожидается идентификатор действующего документа этого владельца или его акта, получено {got}.',
    ),
    TABLE_KIND: reason(
      { got: given },
      'Expected a kind of table that is published here, got {got}.',
      'Ожидается вид таблицы, который здесь публикуется, получено {got}.',
    ),
    LAST_EVENT_ID: reason(
      { got: given },
      'Expected «owner:number,…» as last-event-id, got {got}.',
      'Ожидается last-event-id вида «owner:number,…», получено {got}.',
    ),
  },
  BAD_PAGE_SIZE: {
    SIZE: reason(
      { argument: name, from: integer, to: integer, got: given },
      'Expected {argument} from {from} to {to}, got {got}.',
      'Ожидается {argument} от {from} до {to}, получено {got}.',
    ),
  },
  BAD_CURSOR: {
    UNREADABLE: reason(
      { got: given },
      'Expected one of its cursors, got {got}.',
      'Ожидается курсор этого списка, получено {got}.',
    ),
    OTHER_ORDER: reason(
      { expected: name, got: name },
      'Expected a cursor of {expected}, got one of {got}.',
      'Ожидается курсор порядка {expected}, получен курсор порядка {got}.',
    ),
  },
  BAD_ID: {
    UNREADABLE: reason(
      { got: given },
      'Expected «owner:kind:local», got {got}.',
      'Ожидается «owner:kind:local», получено {got}.',
    ),
    KIND: reason(
      { expected: idKind, got: given },
      'Expected an id of kind «{expected}», got {got}.',
      'Ожидается идентификатор вида «{expected}», получено {got}.',
    ),
    NOT_THERE: reason(
      { what: things, got: given },
      'Expected {what} that is there, got {got}.',
      'Ожидается {what} из опубликованных, получено {got}.',
    ),
  },
  UNKNOWN_MUNICIPALITY: {
    CODE: reason(
      { expected: names, got: given },
      'Expected one of {expected}, got {got}.',
      'Ожидается один из кодов: {expected}, получено {got}.',
    ),
  },
};
