import { given, integer, label, name, names, oneOf, variable } from '../../contract/parameters.js';
import { reason } from './reason.js';

/** What a request may have too many of. */
export const quantities = oneOf({
  CHARACTERS: { en: 'characters', ru: 'знаков' },
  TOKENS: { en: 'tokens', ru: 'лексем' },
  DEFINITIONS: { en: 'operations and fragments', ru: 'операций и фрагментов' },
  LEVELS: { en: 'levels of fields', ru: 'уровней полей' },
  NESTED_SELECTIONS: { en: 'nested selections', ru: 'вложенных выборок' },
  NESTED_VALUES: { en: 'nested values', ru: 'вложенных значений' },
  SELECTIONS: { en: 'selections', ru: 'выбранных полей и фрагментов' },
  FIELDS: { en: 'fields, with fragments spread', ru: 'полей вместе с полями фрагментов' },
  ALIASES: { en: 'aliases', ru: 'псевдонимов' },
  DIRECTIVES: { en: 'directives', ru: 'директив' },
  ROOT_FIELDS: { en: 'root fields', ru: 'полей верхнего уровня' },
  ROWS: { en: 'rows', ru: 'строк' },
  ROW_VALUES: { en: 'values in all rows', ru: 'значений во всех строках' },
  VARIABLE_VALUES: { en: 'values in variables', ru: 'значений в переменных' },
});

/** The name of one of them. */
export type Quantity = Parameters<typeof quantities.take>[0];

/** What an answer may have too much of. */
const sizes = oneOf({
  BYTES: { en: 'bytes', ru: 'байт' },
  BYTES_OF_OWNERS: { en: 'bytes of owners', ru: 'байт от муниципалитетов' },
  OBJECTS: { en: 'objects', ru: 'объектов' },
});

const scalars = oneOf({
  DATE: { en: 'a date as «2024-07-17»', ru: 'дата вида «2024-07-17»' },
  INSTANT: { en: 'an instant as «2024-07-17T09:00:00Z»', ru: 'момент времени вида «2024-07-17T09:00:00Z»' },
});

/** Of requests that are refused before anybody is asked. */
export const ofRequests = {
  BAD_REQUEST: {
    NOT_JSON: reason({}, 'Expected JSON in UTF-8.', 'Ожидается JSON в UTF-8.'),
    BODY_INCOMPLETE: reason({}, 'Expected a whole body, got a part of it.', 'Ожидается тело целиком, получена часть.'),
    PARAMETERS: reason(
      {},
      'Expected parameters in percent-encoded UTF-8.',
      'Ожидаются параметры адреса в UTF-8 с процентным кодированием.',
    ),
    PARAMETER_TWICE: reason(
      { parameter: name },
      'Expected the parameter {parameter} once, got it twice.',
      'Параметр {parameter} ожидается один раз, получен дважды.',
    ),
    PARAMETER_NOT_JSON: reason(
      { parameter: name },
      'Expected JSON in the parameter {parameter}.',
      'В параметре {parameter} ожидается JSON.',
    ),
    PERSISTED_QUERY: reason(
      { got: given },
      'Expected extensions.persistedQuery of version 1 with the SHA-256 of the query, got {got}.',
      'Ожидается extensions.persistedQuery версии 1 с SHA-256 текста запроса, получено {got}.',
    ),
    CLIENT_GONE: reason({}, 'The client went away.', 'Клиент закрыл соединение.'),
    NO_HOST: reason({}, 'Expected a host header, got none.', 'Ожидается заголовок host, его нет.'),
  },
  OPERATION_INVALID: {
    FRAGMENT_IN_ITSELF: reason({}, 'Expected no fragment within itself.', 'Фрагмент не может входить сам в себя.'),
    NUL: reason({}, 'Expected text without NUL.', 'Ожидается текст без знака NUL.'),
    ALIAS: reason({ got: given }, 'Expected another alias than {got}.', 'Ожидается другой псевдоним, получено {got}.'),
    KIND: reason(
      { expected: names, got: name },
      'Expected an operation of one of these kinds: {expected}, got {got}.',
      'Ожидается операция одного из видов: {expected}, получено {got}.',
    ),
    SUBSCRIPTION_FIELD: reason(
      { got: given },
      'Expected a field of the subscription, got {got}.',
      'Ожидается поле подписки, получено {got}.',
    ),
    SUBSCRIPTION_DIRECTIVE: reason(
      {},
      'Expected no directive on what is subscribed to.',
      'Ожидается поле подписки без директив.',
    ),
    DIRECTIVE: reason(
      { got: given },
      'Expected no directive that would not reach the subgraphs, got {got}.',
      'Не ожидается директива, которая не дойдёт до подграфов, получено {got}.',
    ),
    NO_SUBSCRIPTIONS: reason({}, 'Expected a query or a mutation.', 'Ожидается запрос данных или изменение.'),
    STREAM_NOT_ACCEPTED: reason(
      {},
      'Expected accept: text/event-stream for a subscription.',
      'Для подписки ожидается accept: text/event-stream.',
    ),
    OPERATION_NAME: reason(
      {},
      'Expected the name of one of its operations.',
      'Ожидается имя одной из операций запроса.',
    ),
    VALUE: reason(
      { expected: scalars, got: given },
      'Expected {expected}, got {got}.',
      'Ожидается {expected}, получено {got}.',
    ),
  },
  OPERATION_TOO_COMPLEX: {
    TOO_MANY: reason(
      { limit: integer, what: quantities, got: integer },
      'Expected at most {limit} {what}, got {got}.',
      'Ожидается не более {limit} {what}, получено {got}.',
    ),
    MORE: reason(
      { limit: integer, what: quantities },
      'Expected at most {limit} {what}, got more.',
      'Ожидается не более {limit} {what}, получено больше.',
    ),
    PLACES: reason(
      { limit: integer, key: given, got: integer },
      'Expected at most {limit} places of {key} in one selection, got {got}.',
      'Ожидается не более {limit} мест {key} в одной выборке, получено {got}.',
    ),
  },
  RESPONSE_TOO_LARGE: {
    MORE: reason(
      { limit: integer, what: sizes },
      'Expected at most {limit} {what}, got more.',
      'Ожидается не более {limit} {what}, получено больше.',
    ),
  },
  BAD_VARIABLE: {
    NULL: reason(
      { variable, argument: label, type: label },
      'Expected a value of {variable}, which stands for {argument} of type {type}, got null.',
      'Ожидается значение переменной {variable}, которая стоит в {argument} типа {type}, получено null.',
    ),
    KEY: reason({ got: given }, 'Expected no key {got}.', 'Ключ {got} не допускается.'),
    TEXT: reason(
      {},
      'Expected text without NUL and without lone surrogates.',
      'Ожидается текст без знака NUL и без одиночных суррогатов.',
    ),
    VALUE: reason(
      { variable, expected: scalars, got: given },
      'Expected {expected} in {variable}, got {got}.',
      'В {variable} ожидается {expected}, получено {got}.',
    ),
  },
  NOT_FOUND: {
    ADDRESS: reason(
      { expected: label, got: given },
      'Expected {expected}, got {got}.',
      'Ожидается {expected}, получено {got}.',
    ),
  },
  METHOD_NOT_ALLOWED: {
    MUTATION: reason(
      { got: given },
      'Expected POST for a mutation, got {got}.',
      'Для изменения ожидается POST, получено {got}.',
    ),
    METHOD: reason(
      { expected: names, got: given },
      'Expected one of {expected}, got {got}.',
      'Ожидается один из: {expected}, получено {got}.',
    ),
  },
  BODY_TOO_LARGE: {
    BYTES: reason(
      { limit: integer },
      'Expected at most {limit} bytes, got more.',
      'Ожидается не более {limit} байт, получено больше.',
    ),
  },
  UNSUPPORTED_MEDIA_TYPE: {
    CONTENT_TYPE: reason(
      { got: given },
      'Expected application/json in UTF-8, got {got}.',
      'Ожидается application/json в UTF-8, получено {got}.',
    ),
    CONTENT_ENCODING: reason(
      { got: given },
      'Expected no content encoding, got {got}.',
      'Ожидается тело без сжатия, получено {got}.',
    ),
  },
  MERGE_CONFLICT: {
    VALUES: reason(
      { place: name, owners: names },
      'Expected one value of {place}, got several from {owners}.',
      'Ожидается одно значение {place}, получены разные от: {owners}.',
    ),
    THING: reason(
      { key: label },
      'Expected {key} to be known to those who were asked for the rest of it.',
      'Ожидается, что {key} есть у тех, у кого запрошено остальное.',
    ),
  },
};
