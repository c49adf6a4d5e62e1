import { codesOf } from '../../vocabulary/codes.js';
import { type CycleStep, cycleSteps } from '../../vocabulary/plans.js';

/** How titles of measures of each step begin, or what they are about; the first that matches counts. */
const vocabulary: readonly (readonly [CycleStep, RegExp])[] = [
  ['EFFECTIVENESS', /^(?:проведение )?анализ[а-я]? (?:и оценк[а-я] )?эффективности/i],
  ['ANALYSIS', /^(?:проведение |обработка и )?анализ[а-я]? (?:полученных |итогов |данных |результатов )/i],
  ['RECOMMENDATIONS', /^(?:подготовка|разработка|формирование|составление)[^.;]{0,40} рекомендаций/i],
  ['DECISIONS', /^(?:подготовка и )?принятие (?:мер|управленческих решений|решений)/i],
  ['INDICATORS', /^(?:определение|разработка|утверждение|актуализация)[^.;]{0,40} показателей/i],
  ['METHODS', /^(?:разработка|подготовка|утверждение)[^.;]{0,40} (?:инструментария|методик)/i],
  ['MONITORING', /^(?:проведение |организация и проведение |региональный |муниципальный )?мониторинг/i],
  ['MONITORING', /^проведение мероприятий [А-ЯЁ]{2,6}/],
  ['MEASURES', /^(?:разработка|реализация)[^.;]{0,30} (?:программ|мер|мероприятий)/i],
];

/** The step that a measure is by the words of its title; null for most. */
export function cycleStepOf(title: string): CycleStep | null {
  return vocabulary.find(([, words]) => words.test(title.slice(0, 200)))?.[0] ?? null;
}

/** The steps that titles name, each once, in the order of the cycle. A step that no title names is not proved to be missing. */
export function cycleStepsIn(titles: readonly string[]): CycleStep[] {
  const steps = new Set(titles.map(cycleStepOf));
  return codesOf(cycleSteps).filter((step) => steps.has(step));
}
