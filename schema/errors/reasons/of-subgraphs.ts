import { integer, name } from '../../contract/parameters.js';
import { reason } from './reason.js';

/** Of answers that a gateway cannot use. */
export const ofSubgraphs = {
  SUBGRAPH_INVALID: {
    ENTITIES: reason(
      { expected: integer },
      'Expected {expected} entities, got another number.',
      'Ожидается {expected} сущностей, получено другое число.',
    ),
    NO_OBJECT: reason({}, 'Expected an object, got something else.', 'Ожидается объект, получено другое.'),
    NO_DATA: reason({}, 'Expected the key data, got none.', 'Ожидается ключ data, его нет.'),
    TOO_DEEP: reason(
      { limit: integer },
      'Expected values at most {limit} levels deep, got deeper ones.',
      'Ожидаются значения глубиной не более {limit} уровней, получены более глубокие.',
    ),
    TYPE: reason(
      { place: name },
      'Expected a value that the type of {place} allows, got another.',
      'Ожидается значение, допустимое для типа {place}, получено другое.',
    ),
    NO_VALUE: reason({ place: name }, 'Expected a value of {place}, got none.', 'Ожидается значение {place}, его нет.'),
    NO_TYPE: reason(
      {},
      'Expected a type of this schema, got none or another.',
      'Ожидается тип этой схемы, получен другой или никакой.',
    ),
    ENCODING: reason(
      {},
      'Expected encoding gzip or br, got another.',
      'Ожидается сжатие gzip или br, получено другое.',
    ),
    BYTES: reason(
      { limit: integer },
      'Expected at most {limit} bytes, got more.',
      'Ожидается не более {limit} байт, получено больше.',
    ),
    BODY_INCOMPLETE: reason(
      {},
      'Expected a whole compressed body, got a part of one.',
      'Ожидается сжатое тело целиком, получена часть.',
    ),
    NOT_JSON: reason(
      { status: integer },
      'Expected JSON, got status {status} without it.',
      'Ожидается JSON, получен статус {status} без него.',
    ),
    NOT_GRAPHQL: reason(
      { status: integer },
      'Expected a GraphQL answer, got status {status} without it.',
      'Ожидается ответ GraphQL, получен статус {status} без него.',
    ),
  },
  NULL_IN_NON_NULL: {
    FIELD: reason(
      { place: name },
      'Expected a value of {place}, got null.',
      'Ожидается значение {place}, получено null.',
    ),
  },
};
