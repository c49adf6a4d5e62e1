import { given, integer, label, name } from '../../contract/parameters.js';
import { reason } from './reason.js';

/** Of changes that contradict what is there. */
export const ofChanges = {
  IDEMPOTENCY_CONFLICT: {
    KEY: reason(
      { got: given },
      'Expected another key for another request, got {got}.',
      'Для другого запроса ожидается другой ключ, получено {got}.',
    ),
  },
  VERSION_CONFLICT: {
    VERSION: reason(
      { expected: integer, got: integer },
      'Expected version {expected}, got {got}.',
      'Ожидается версия {expected}, действует {got}.',
    ),
  },
  PUBLICATION_NOT_CURRENT: {
    STATUS: reason(
      { got: name },
      'Expected a publication that is PUBLISHED, got one that is {got}.',
      'Ожидается публикация в состоянии PUBLISHED, получена в состоянии {got}.',
    ),
  },
  STILL_NEEDED: {
    ROUND: reason(
      { round: label, rows: integer },
      'Expected nothing that refers to the round {round}, got {rows} rows.',
      'Ожидается, что на раунд {round} ничего не ссылается, а ссылается строк: {rows}.',
    ),
  },
};
