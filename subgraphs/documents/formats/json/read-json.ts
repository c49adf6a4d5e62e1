import { isUtf8 } from 'node:buffer';
import { printParseErrorCode, visit } from 'jsonc-parser';
import type { FileIssue } from '../issues/file-issue.js';
import { Refusal } from '../issues/refusal.js';
import type { TableRow } from '../rows/table-row.js';
import { brokenLine } from '../text/decode-text.js';
import { type JsonPlace, RecordReader } from './json-records.js';

/** Lists and objects inside each other at most: rows need three. */
const deepest = 20;

/** Does a file begin as JSON of lists or objects, in whatever encoding? Of one that is named so a bracket is enough. */
export function isJson(bytes: Buffer, isNamedSo: boolean): boolean {
  const start = bytes.subarray(0, 256).toString('latin1');
  const [, signs = ''] = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\s\S]*)$/.exec(start) ?? [];
  return (isNamedSo ? /^[{[]/ : /^(?:\{["}]|\[[\]{["\d-])/).test(signs.replace(/[\0\s]/g, ''));
}

/**
 * The rows of a JSON file: a list of objects, or an object with such a list in it. The first row has the names of all
 * their fields, and the number 0. Numbers keep every digit that they are written with.
 */
export function* readJson(bytes: Buffer, issues: FileIssue[]): Generator<TableRow> {
  if (!isUtf8(bytes)) {
    const message = 'Файл JSON принимается только в UTF-8. Сохраните его заново в UTF-8.';
    throw new Refusal('ENCODING_UNKNOWN', message, { line: brokenLine(bytes) });
  }
  const text = new TextDecoder().decode(bytes);
  const records = new RecordReader(text);
  let depth = 0;
  const begin = (sign: '{' | '[', offset: number, place: JsonPlace) => {
    if (++depth > deepest) {
      throw new Refusal('FILE_TOO_LARGE', `Списки и объекты вложены друг в друга глубже ${deepest} уровней.`, place);
    }
    records.begin(sign, offset, place);
  };
  const end = (offset: number) => {
    depth--;
    records.end(offset);
  };
  const visitor: Parameters<typeof visit>[1] = {
    onObjectBegin: (offset, _, line, character) => begin('{', offset, placeAt(line, character)),
    onObjectEnd: end,
    onArrayBegin: (offset, _, line, character) => begin('[', offset, placeAt(line, character)),
    onArrayEnd: end,
    onObjectProperty: (name, _offset, _, line, character) => records.property(name, placeAt(line, character)),
    onLiteralValue: (value, offset, length, line, character) =>
      records.literal(value, text.slice(offset, offset + length), placeAt(line, character)),
    onError: (code, _offset, _, line, character) => {
      const what = mistakes[printParseErrorCode(code)] ?? 'недопустимая запись';
      throw new Refusal('FILE_BROKEN', `Ошибка в записи JSON: ${what}.`, placeAt(line, character));
    },
  };
  visit(text, visitor, { disallowComments: true, allowTrailingComma: false });
  yield* records.rows(issues);
}

function placeAt(line: number, character: number): JsonPlace {
  return { line: line + 1, column: character + 1 };
}

const mistakes: Readonly<Record<string, string>> = {
  InvalidSymbol: 'ожидается значение: текст в кавычках, число, true, false или null',
  InvalidNumberFormat: 'неверно записано число',
  PropertyNameExpected: 'ожидается название поля в двойных кавычках',
  ValueExpected: 'ожидается значение',
  ColonExpected: 'ожидается двоеточие',
  CommaExpected: 'ожидается запятая',
  CloseBraceExpected: 'не закрыта фигурная скобка',
  CloseBracketExpected: 'не закрыта квадратная скобка',
  EndOfFileExpected: 'после конца данных есть что-то ещё',
  InvalidCommentToken: 'примечания не допускаются',
  UnexpectedEndOfComment: 'примечания не допускаются',
  UnexpectedEndOfString: 'не закрыта кавычка',
  UnexpectedEndOfNumber: 'неверно записано число',
  InvalidUnicode: 'неверно записан знак \\u',
  InvalidEscapeCharacter: 'после «\\» стоит недопустимый знак',
  InvalidCharacter: 'в тексте есть управляющий знак',
};
