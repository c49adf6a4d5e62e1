import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import { clean, type Language, type Sentences } from '../contract/parameters.js';
import { type Because, detailOf, readStated, type Stated, state } from './reasons/index.js';

/**
 * Every error that a client can meet: code, HTTP status where the error ends the whole request, and what it means,
 * in English and in Russian. Codes are never reused. A test compares this catalogue with `docs/errors.md`, which is
 * generated from it.
 */
export const catalogue = {
  // ── the request ────────────────────────────────────────────────────────────
  BAD_REQUEST: { status: 400, en: 'The request is not a GraphQL request.', ru: 'Запрос не является запросом GraphQL.' },
  // Clients look for this very text.
  PERSISTED_QUERY_NOT_SUPPORTED: {
    status: 400,
    en: 'PersistedQueryNotSupported',
    ru: 'PersistedQueryNotSupported',
  },
  SYNTAX_ERROR: {
    status: 400,
    en: 'The operation is not well-formed GraphQL.',
    ru: 'Операция записана не по правилам GraphQL.',
  },
  OPERATION_INVALID: {
    status: 400,
    en: 'The operation does not fit the schema.',
    ru: 'Операция не соответствует схеме.',
  },
  OPERATION_TOO_COMPLEX: {
    status: 400,
    en: 'The operation is larger than one request may be.',
    ru: 'Операция больше, чем допускается в одном запросе.',
  },
  RESPONSE_TOO_LARGE: {
    status: 400,
    en: 'The answer would be larger than one answer may be.',
    ru: 'Ответ был бы больше, чем допускается в одном ответе.',
  },
  BAD_VARIABLE: {
    status: 400,
    en: 'A variable has a value that its type does not allow.',
    ru: 'Значение переменной не соответствует её типу.',
  },
  BAD_ARGUMENT: {
    status: 400,
    en: 'An argument has a value that is not allowed.',
    ru: 'Недопустимое значение аргумента.',
  },
  BAD_PAGE_SIZE: { status: 400, en: 'A page holds 1 to 500 rows.', ru: 'На странице может быть от 1 до 500 строк.' },
  BAD_CURSOR: {
    status: 400,
    en: 'The cursor was not issued by this connection in this order.',
    ru: 'Курсор выдан не этим списком или не в этом порядке.',
  },
  BAD_ID: {
    status: 400,
    en: 'The id is not one that this endpoint issues.',
    ru: 'Такой идентификатор здесь не выдаётся.',
  },
  UNKNOWN_MUNICIPALITY: {
    status: 400,
    en: 'No owner of that code is known here.',
    ru: 'Муниципалитета с таким кодом здесь нет.',
  },
  NOT_FOUND: { status: 404, en: 'Nothing is served at this address.', ru: 'По этому адресу ничего нет.' },
  METHOD_NOT_ALLOWED: { status: 405, en: 'The method is not allowed here.', ru: 'Этот метод здесь не допускается.' },
  REQUEST_TIMEOUT: { status: 408, en: 'The request did not arrive in time.', ru: 'Запрос не поступил вовремя.' },
  IDEMPOTENCY_CONFLICT: {
    status: 409,
    en: 'The idempotency key belongs to another request.',
    ru: 'Ключ идемпотентности принадлежит другому запросу.',
  },
  VERSION_CONFLICT: {
    status: 409,
    en: 'Another version than the one expected is published; `version` says which.',
    ru: 'Действует не та версия, которая ожидалась; какая – говорит `version`.',
  },
  PUBLICATION_NOT_CURRENT: {
    status: 409,
    en: 'The publication does not hold any longer.',
    ru: 'Публикация больше не действует.',
  },
  STILL_NEEDED: {
    status: 409,
    en: 'Results refer to what the publication brought; it stays.',
    ru: 'На то, что принесла публикация, ссылаются результаты; она остаётся.',
  },
  BODY_TOO_LARGE: { status: 413, en: 'The request body is over the limit.', ru: 'Тело запроса больше допустимого.' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    en: 'The content type or encoding is not accepted.',
    ru: 'Тип содержимого или сжатие не принимается.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    en: 'The request headers are over the limit.',
    ru: 'Заголовки запроса больше допустимого.',
  },
  UNAUTHENTICATED: {
    status: 401,
    en: 'Expected a token that is in order, as «authorization: Bearer …».',
    ru: 'Ожидается действующий токен вида «authorization: Bearer …».',
  },
  FORBIDDEN: { status: 403, en: 'Not allowed.', ru: 'Недостаточно прав.' },
  // ── an owner, as the hub sees it ───────────────────────────────────────────
  OWNER_UNREACHABLE: { status: 502, en: 'The owner could not be reached.', ru: 'Муниципалитет недоступен.' },
  OWNER_TIMEOUT: { status: 504, en: 'The owner did not answer in time.', ru: 'Муниципалитет не ответил вовремя.' },
  OWNER_INVALID: {
    status: 502,
    en: 'The owner gave an answer that cannot be used.',
    ru: 'Муниципалитет дал ответ, который нельзя использовать.',
  },
  OWNER_TOO_LARGE: {
    status: 502,
    en: 'The owner gave an answer over the size limit.',
    ru: 'Ответ муниципалитета больше допустимого.',
  },
  OWNER_REFUSED: { status: 502, en: 'The owner refused the operation.', ru: 'Муниципалитет отказал в операции.' },
  OWNERSHIP_VIOLATION: {
    status: 502,
    en: "The owner's answer held data of another owner; none of it was used.",
    ru: 'В ответе муниципалитета были чужие данные; ничего из него не взято.',
  },
  OWNER_OUTDATED: {
    status: 502,
    en: 'The owner runs another version, which lacks some of what was asked.',
    ru: 'У муниципалитета другая версия, в которой нет части запрошенного.',
  },
  OWNER_INCOMPATIBLE: {
    status: 502,
    en: 'The owner runs a version that contradicts this one; it is not asked.',
    ru: 'У муниципалитета версия, которая противоречит здешней; он не опрашивается.',
  },
  MERGE_CONFLICT: {
    status: 502,
    en: 'Owners disagree on a value that they share.',
    ru: 'Муниципалитеты расходятся в общем для них значении.',
  },
  INCOMPLETE: {
    status: 502,
    en: 'A complete answer was required and an owner is missing.',
    ru: 'Требовался полный ответ, а одного из муниципалитетов не хватает.',
  },
  ALL_OWNERS_FAILED: { status: 502, en: 'No owner answered.', ru: 'Не ответил ни один муниципалитет.' },
  OUTCOME_UNKNOWN: {
    status: 504,
    en: 'The change was sent, and no answer came: it may be done or not. Ask again with the same idempotency key.',
    ru: 'Изменение отправлено, а ответа нет: оно могло быть внесено или нет. Повторите запрос с тем же ключом идемпотентности.',
  },
  DEADLINE_EXCEEDED: {
    status: 504,
    en: 'The operation did not end within its deadline.',
    ru: 'Операция не завершилась в срок.',
  },
  // ── a subgraph, as an instance or a gateway sees it ────────────────────────
  SUBGRAPH_UNREACHABLE: { status: 502, en: 'A part of the graph could not be reached.', ru: 'Часть графа недоступна.' },
  SUBGRAPH_TIMEOUT: {
    status: 504,
    en: 'A part of the graph did not answer in time.',
    ru: 'Часть графа не ответила вовремя.',
  },
  SUBGRAPH_INVALID: {
    status: 502,
    en: 'A part of the graph gave an answer that cannot be used.',
    ru: 'Часть графа дала ответ, который нельзя использовать.',
  },
  NULL_IN_NON_NULL: {
    status: 500,
    en: 'A field that is never null had no value.',
    ru: 'У поля, которое никогда не бывает пустым, нет значения.',
  },
  PLAN_FAILED: {
    status: 500,
    en: 'The operation is valid, but no way to answer it was found.',
    ru: 'Операция верна, но способа ответить на неё не найдено.',
  },
  // ── this server ────────────────────────────────────────────────────────────
  DATABASE_UNAVAILABLE: { status: 503, en: 'The database does not answer.', ru: 'База данных не отвечает.' },
  TOO_MANY_CHANGES: {
    status: 503,
    en: 'Too many changes wait for their turn; this one was not begun.',
    ru: 'Очередь изменений заполнена; это изменение не начато.',
  },
  KEYS_UNAVAILABLE: {
    status: 503,
    en: 'No token can be verified now: the keys of its issuer cannot be read.',
    ru: 'Сейчас нельзя проверить ни одного токена: ключи того, кто их выдаёт, не читаются.',
  },
  TOO_MANY_STREAMS: {
    status: 503,
    en: 'No more streams can be held open here now.',
    ru: 'Больше подписок сейчас открыть нельзя.',
  },
  NOT_READY: { status: 503, en: 'The server is starting or stopping.', ru: 'Сервер запускается или останавливается.' },
  INTERNAL: {
    status: 500,
    en: 'An error on our side; its cause is in the log under the request id.',
    ru: 'Ошибка на нашей стороне; причина записана в журнале под номером запроса.',
  },
} as const satisfies Record<string, { status: number } & Sentences>;

export type ErrorCode = keyof typeof catalogue;

export interface HubErrorOptions extends GraphQLErrorOptions {
  /** A sentence of graphql-js, in English: for this server's own client, and never from another server. */
  quote?: string;
}

/** An error that is safe for a client. What was expected and what came is a reason of the catalogue, never free text. */
export class HubError<C extends ErrorCode = ErrorCode> extends GraphQLError {
  readonly code: C;

  constructor(code: C, because?: Because<C> | Stated, { quote, ...options }: HubErrorOptions = {}) {
    const statement = because && ('parameters' in because ? because : state(code, because));
    const extensions = { code, ...statement, ...(quote !== undefined && { quote }) };
    super(sentenceOf(extensions), {
      ...options,
      extensions: { ...options.extensions, ...extensions },
    });
    this.code = code;
  }
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(catalogue, code);
}

/** What passes from one server to the next of an error. */
export interface PassedOn {
  code: ErrorCode;
  stated?: Stated;
  /** Of a conflict, the version met. */
  version?: number;
}

/** What the catalogue knows of another server's error, of which nothing else is read; undefined where it knows no such code. */
export function passedOn(error: unknown): PassedOn | undefined {
  const extensions = (error as { extensions?: unknown } | null | undefined)?.extensions;
  const { code, version, ...others } = (extensions ?? {}) as Record<string, unknown>;
  if (!isErrorCode(code)) return undefined;
  const hasVersion = code === 'VERSION_CONFLICT' && typeof version === 'number' && Number.isSafeInteger(version);
  return { code, stated: readStated(code, others), ...(hasVersion && { version }) };
}

/** The error that another server told of, as one of this server's own. */
export function retold({ code, stated, version }: PassedOn, options: HubErrorOptions = {}): HubError {
  const extensions = { ...options.extensions, ...(version !== undefined && { version }) };
  return new HubError(code, stated, { ...options, extensions });
}

/** What a client reads of an error: the sentence of its code, and what was expected and what came. */
export function sentenceOf(
  { code, reason, parameters, quote }: { code: ErrorCode; quote?: unknown } & Partial<Stated>,
  language: Language = 'en',
): string {
  const text = catalogue[code][language];
  const detail = reason === undefined ? quote : detailOf(code, { reason, parameters: parameters ?? {} }, language);
  return detail ? `${text} ${detail}` : text;
}

/** Shows a value of the client's in an error text: short, on one line, without control characters. */
export function shown(value: unknown): string {
  return `«${clean(value)}»`;
}
