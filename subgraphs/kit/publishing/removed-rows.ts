import type { RowChange } from './replace-rows.js';

/** What people call the things of a type, in the plural. */
const named: Readonly<Record<string, string>> = {
  Institution: 'организации',
  LegalAct: 'акты',
  Instruction: 'поручения',
  ActionPlan: 'планы',
  Measure: 'мероприятия',
  InstitutionPlan: 'планы организаций',
  MeasureArea: 'направления мероприятий',
  Indicator: 'показатели',
  Framework: 'системы показателей',
  MonitoringProgramme: 'программы мониторинга',
  MonitoringRound: 'раунды мониторинга',
  ClusterAssignment: 'кластеры организаций',
  DeficitRule: 'правила поиска дефицитов',
  Deficit: 'дефициты',
  Recommendation: 'рекомендации',
};

/** Names given for a type: enough to see what it is about. */
const mostNames = 3;
const longestName = 80;

/** Says in numbers and words what a publication takes away; null where it takes nothing. */
export function removalOf(changes: readonly RowChange[], hanging: string | null = null): string | null {
  const removed = changes.filter(({ kind }) => kind === 'REMOVED');
  if (removed.length === 0) return null;
  const parts = [...Map.groupBy(removed, ({ type }) => type)].map(([type, rows]) => {
    const names = rows.slice(0, mostNames).map(({ label }) => `«${shortened(label)}»`);
    const more = rows.length > mostNames ? ' и другие' : '';
    return `${named[type] ?? type} – ${rows.length} (${names.join(', ')}${more})`;
  });
  return `Исключено ${removed.length}: ${parts.join('; ')}.${hanging === null ? '' : ` ${hanging}`}`;
}

function shortened(label: string): string {
  const line = label.replace(/\s+/gu, ' ').trim();
  return line.length > longestName ? `${line.slice(0, longestName - 1).toWellFormed()}…` : line;
}
