import { type QualityAreaCode, qualityAreaLabels } from '../../documents/index.js';
import { choice } from '../../kit/import/index.js';

/** Other words for the areas, as frameworks and reports have them. */
const also: Readonly<Record<string, QualityAreaCode>> = {
  ориентиры: 'GUIDELINES',
  программа: 'PROGRAMME',
  'качество образовательных программ': 'PROGRAMME',
  'содержание образования': 'CONTENT',
  содержание: 'CONTENT',
  условия: 'CONDITIONS',
  'условия получения дошкольного образования лицами с ОВЗ и инвалидами': 'SPECIAL_NEEDS',
  ОВЗ: 'SPECIAL_NEEDS',
  семья: 'FAMILY',
  'взаимодействие с родителями': 'FAMILY',
  'взаимодействие с семьёй': 'FAMILY',
  'здоровье, безопасность и повседневный уход': 'HEALTH_SAFETY_CARE',
  'здоровье, безопасность, присмотр и уход': 'HEALTH_SAFETY_CARE',
  управление: 'MANAGEMENT',
};

/** The words for an area in a table: its label, its code, or one of the usual other ones. */
export const areaWords = { labels: qualityAreaLabels, also };

export const areaColumn = (header: string, synonyms: readonly string[] = []) =>
  choice<QualityAreaCode>(header, qualityAreaLabels, { required: true, synonyms, also });
