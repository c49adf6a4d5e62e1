import { evidenceWords } from '../../../indicators/imports/evidence-words.js';
import { calendarDay, choice, custom, foldSpaces, text, type Values, wholeNumber } from '../../../kit/import/index.js';
import { observationStatusLabels } from '../../model/observation.js';

/** Columns of a table of results; those that are none of them are indicators in a wide one. */
export const columns = {
  round: text('Раунд', 300, {
    required: true,
    synonyms: ['Код раунда', 'Раунд мониторинга', 'Название раунда'],
    hint: 'Код раунда из таблицы раундов',
  }),
  institution: text('Организация', 500, {
    synonyms: [
      'Наименование',
      'Наименование организации',
      'Краткое наименование',
      'Полное наименование',
      'ДОО',
      'ДОУ',
      'Учреждение',
      'ИНН',
      'ОГРН',
    ],
    hint: 'Наименование, ИНН или ОГРН из списка организаций; пусто или «в целом» – по муниципалитету в целом',
  }),
  indicator: text('Код показателя', 600, {
    synonyms: ['Показатель', 'Код', 'Наименование показателя', 'Название показателя'],
    hint: 'Код из таблицы показателей. Вместо этой графы могут быть графы по числу показателей, названные их кодами',
  }),
  version: wholeNumber('Версия показателя', {
    synonyms: ['Версия'],
    hint: 'Нужна, если в период раунда действуют несколько версий',
  }),
  evidence: choice('Источник', evidenceWords.labels, {
    also: evidenceWords.also,
    hint: `Одно из: ${Object.values(evidenceWords.labels).join('; ')}. Не нужно, если у показателя источник один`,
    synonyms: ['Источник данных', 'Вид данных', 'Вид оценки', 'Инструмент'],
  }),
  value: custom('Значение', 'Число, например 12,5; единица не нужна', anything, {
    synonyms: ['Результат', 'Величина', 'Балл', 'Значение показателя'],
  }),
  level: custom('Уровень', 'Уровень по шкале показателя, если она из уровней', anything, {
    synonyms: ['Уровень качества', 'Кластер'],
  }),
  status: choice('Статус', observationStatusLabels, {
    synonyms: ['Состояние', 'Статус данных'],
    hint: `${Object.values(observationStatusLabels).join('; ')}. Пусто – сообщено, а без значения – нет данных`,
  }),
  observedAt: calendarDay('Дата', { synonyms: ['Дата наблюдения', 'Дата измерения', 'Дата оценки'] }),
  number: custom('№', 'Не читается', anything, { synonyms: ['№ п/п', 'Номер строки', 'п/п'] }),
  note: custom('Примечание', 'Не читается', anything, { synonyms: ['Примечания', 'Комментарий'] }),
};

export type ResultRow = Values<typeof columns>;

function anything(raw: string): { value: string } {
  return { value: foldSpaces(raw) };
}
