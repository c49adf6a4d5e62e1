import type { ParsedAct, ParsedIssue, ParsedPlan } from '../model/parsed-document.js';
import { periodInTitle } from '../plans/plan-period.js';
import { russianDate } from './message-words.js';

/** «до 2024 г.» does not say whether the year is in; and titles of act and plan may name periods that do not fit. */
export function checkPeriods(plan: ParsedPlan, act: ParsedAct): ParsedIssue[] {
  const at = { line: plan.line, field: 'period' };
  const open = openEnd.exec(plan.title) ?? openEnd.exec(act.title);
  const [ofPlan, ofAct] = [periodInTitle(plan.title), plan.title === act.title ? null : periodInTitle(act.title)];
  const issues: ParsedIssue[] = [];
  if (open) {
    const range = [ofPlan, ofAct].find((period) => period?.start != null);
    const end = ofPlan?.end ?? ofAct?.end;
    const beside = range ? ` В другом заголовке период назван целиком, по ${russianDate(range.end)}.` : '';
    const message = `«${open[0]}»: не сказано, входит ли ${open[1]} год; принято, что входит${end ? `, по ${russianDate(end)}` : ''}.${beside}`;
    issues.push({ code: 'PERIOD_AMBIGUOUS', severity: 'NOTICE', message, ...at, text: open[0] });
  }
  const apart = ofPlan && ofAct && (ofPlan.end > ofAct.end || (ofPlan.start ?? '9999') < (ofAct.start ?? ''));
  if (apart) {
    const message = `Период плана (по ${russianDate(ofPlan.end)}) выходит за период в заголовке акта (по ${russianDate(ofAct.end)}).`;
    issues.push({ code: 'PERIOD_AMBIGUOUS', severity: 'WARNING', message, ...at, text: plan.title });
  }
  return issues;
}

const openEnd = /(?<![А-Яа-яЁё])до\s(20\d\d)\s?(?:года|г\.)/;
