import { calendarDay, choice, code, custom, several, text, type Values, wholeNumber } from '../../kit/import/index.js';
import { directionLabels } from '../model/indicator.js';
import { scales } from '../model/scales.js';
import { evidenceWords } from './evidence-words.js';
import { areaColumn } from './quality-area-cell.js';
import { parseScale } from './scale-cell.js';

export const indicatorColumns = {
  system: text('Система показателей', 60, {
    synonyms: ['Система', 'Код системы', 'Код системы показателей'],
    hint: 'Код своей системы, например KRD; MKDO/2021 – федеральная. Пусто – показатель ни с кем не сравнивается',
  }),
  systemTitle: text('Название системы', 300, { synonyms: ['Наименование системы', 'Название системы показателей'] }),
  systemVersion: wholeNumber('Версия системы', { synonyms: ['Версия системы показателей'], hint: 'Число; пусто – 1' }),
  code: code('Код', 60, { required: true, synonyms: ['Код показателя', 'Номер показателя', '№ показателя'] }),
  version: wholeNumber('Версия', { synonyms: ['Версия показателя'], hint: 'Число; пусто – 1' }),
  name: text('Показатель', 1000, {
    required: true,
    synonyms: ['Наименование показателя', 'Название показателя', 'Наименование'],
  }),
  area: areaColumn('Направление', ['Направление качества', 'Область качества', 'Область']),
  unit: text('Единица', 60, {
    synonyms: ['Единица измерения', 'Ед. изм.', 'Ед.'],
    hint: 'Не нужна, если указана шкала',
  }),
  scale: custom('Шкала', `Код или название: ${scales.map(({ labelRu }) => labelRu).join('; ')}`, parseScale, {
    synonyms: ['Шкала оценки', 'Тип шкалы'],
  }),
  direction: choice('Направленность', directionLabels, { synonyms: ['Желаемое изменение'] }),
  formula: text('Формула', 2000, { synonyms: ['Формула расчёта', 'Порядок расчёта', 'Методика расчёта'] }),
  evidence: several('Источники', choice('Источник', evidenceWords.labels, { also: evidenceWords.also }), {
    synonyms: ['Источник', 'Источники данных', 'Источник данных'],
  }),
  validFrom: calendarDay('Действует с', { synonyms: ['Начало действия', 'С'] }),
  validTo: calendarDay('Действует по', { synonyms: ['Окончание действия', 'Действует до', 'По'] }),
};

export type IndicatorRow = Values<typeof indicatorColumns>;
