import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { registerEnum, type ValueOf } from './enums.js';

export const Severity = registerEnum('Severity', 'How much an issue matters.', {
  ERROR: 'ошибка',
  WARNING: 'предупреждение',
  NOTICE: 'замечание',
});

export const IssueCode = registerEnum('IssueCode', 'What is odd about a published text or table.', {
  DATE_CONFLICT: 'даты противоречат друг другу',
  BASIS_AFTER_ACT: 'основание позже самого акта',
  ROW_NUMBER_MISSING: 'нет номера строки',
  ROW_NUMBER_DUPLICATE: 'номер строки повторяется',
  HEADER_REPEATED: 'шапка таблицы повторяется',
  CELL_TRUNCATED: 'текст ячейки обрезан',
  CELL_EMPTY: 'ячейка пуста',
  DEADLINE_AMBIGUOUS: 'срок можно понять по-разному',
  DEADLINE_OUTSIDE_PLAN: 'срок вне периода плана',
  DEADLINE_UNPARSED: 'срок не распознан',
  MEASURE_REMOVED: 'мероприятие исключено, а с ним что-то записано',
  SEQUENCE_ANOMALY: 'нарушена последовательность мероприятий',
  OUTPUT_COUNT_MISMATCH: 'число результатов не сходится',
  SCOPE_MISMATCH: 'мероприятие не о дошкольном образовании',
  ALIAS_UNRESOLVED: 'сокращение не раскрыто',
  OWNER_NAME_CONFLICT: 'наименования органа расходятся',
  UNBALANCED_QUOTES: 'кавычки не закрыты',
  CITATION_UNRESOLVED: 'ссылка на акт не опознана',
  POSSIBLE_DUPLICATE: 'возможный повтор',
  NO_ISSUER: 'орган, издавший акт, не назван',
  PERIOD_INFERRED: 'период выведен из строк',
  PERIOD_AMBIGUOUS: 'период назван неоднозначно',
  RESULT_MISMATCH: 'результат назван иначе, чем мероприятие',
  TYPO_SUSPECTED: 'возможная опечатка',
  LETTERS_SPACED: 'слово набрано вразрядку',
  WORD_MISSING: 'пропущено слово',
  NOTHING_READ: 'ни акта, ни плана не найдено',
  FILE_FORMAT: 'файл другого формата',
  FILE_BROKEN: 'файл повреждён',
  FILE_ENCRYPTED: 'файл защищён паролем',
  FILE_UNSAFE: 'файл небезопасен',
  FILE_TOO_LARGE: 'файл больше допустимого',
  ENCODING_UNKNOWN: 'кодировка не опознана',
  CHARACTER_INVALID: 'недопустимый знак',
  TEXT_LEFT_OUT: 'часть файла не прочитана',
  TRACKED_CHANGES: 'исправления не приняты',
  CELLS_MERGED: 'ячейки объединены',
  ENCODING_GUESSED: 'кодировка определена по тексту',
  SHEET_SKIPPED: 'лист не прочитан',
  HIDDEN_READ: 'прочитано скрытое',
  FORMULA_VALUE: 'вместо формулы взято её значение',
  COLUMN_MISSING: 'нет нужной графы',
  COLUMN_UNKNOWN: 'графа не опознана',
  COLUMN_DUPLICATE: 'графа повторяется',
  VALUE_MISSING: 'значение не указано',
  VALUE_INVALID: 'значение недопустимо',
  VALUE_MENDED: 'значение исправлено',
  HOMOGLYPHS: 'латинские буквы среди русских',
  ROW_DUPLICATE: 'строка повторяется',
  REFERENCE_UNKNOWN: 'такого нет среди опубликованного',
  VALUE_OUT_OF_RANGE: 'значение вне шкалы',
  INDICATOR_VERSION: 'версия показателя не действует в период раунда',
  CONTROL_SUM_MISMATCH: 'итог не сходится',
  IDENTITY_UNCERTAIN: 'неясно, тот же ли это документ',
  IDENTITY_GIVEN: 'реквизит указан при публикации, а не прочитан',
  STILL_NEEDED: 'исключено то, на что есть ссылки',
  ROWS_REMOVED: 'исключено то, что было в прежней версии',
  VERSION_NEEDED: 'определение другое, а версия та же',
});

@ObjectType({
  description: 'Something odd in what was published; the text itself is never altered.',
  simpleResolvers: true,
})
@Directive('@shareable')
export class Issue {
  @Field(() => IssueCode, { description: 'What is odd.' })
  code!: ValueOf<typeof IssueCode>;

  @Field(() => Severity, { description: 'How much it matters.' })
  severity!: ValueOf<typeof Severity>;

  @Field(() => String, { description: 'Explanation for the publisher, in Russian.' })
  message!: string;

  @Field(() => Int, { nullable: true, description: 'Line of the source text, from 1.' })
  line!: number | null;

  @Field(() => Int, { nullable: true, description: 'Character in the line, from 1.' })
  column!: number | null;

  @Field(() => Int, { nullable: true, description: 'Row of the source table, from 1.' })
  row!: number | null;

  @Field(() => String, { nullable: true, description: 'Column or field concerned.' })
  field!: string | null;

  @Field(() => String, { nullable: true, description: 'The words concerned, as published.' })
  text!: string | null;

  @Field(() => String, { nullable: true, description: 'What the publisher may have meant.' })
  suggestion!: string | null;
}
