import { formatId, parseId } from '../../../schema/contract/id.js';
import type { DocumentReading } from '../../action-plans/imports/documents/document-reading.js';
import type { EvidenceKind } from '../../indicators/model/evidence-kind.js';
import { MonitoringProgramme } from '../model/programme.js';

/** The programmes that a published document lays down, as rows. */
export function programmeRows({ municipality, orderId, programmes }: DocumentReading): MonitoringProgramme[] {
  return programmes.map(({ basis, programme, clauses, date, provenance, coordinatorId }) => {
    const { title, tasks, principles, mechanisms, sources, periodicity } = programme;
    return Object.assign(new MonitoringProgramme(), {
      id: formatId({ owner: municipality, kind: 'programme', local: parseId(basis).local }),
      municipality,
      basisId: basis,
      orderId,
      ...{ title, tasks, principles, mechanisms, sources, periodicity },
      evidence: evidenceNamed(sources),
      namedAreas: programme.areas.map(({ text, area }) => ({ text, area })),
      areaCodes: [...new Set(programme.areas.flatMap(({ area }) => area ?? []))],
      clauses,
      coordinatorText: programme.coordinator,
      coordinatorId,
      terms: statement(programme.terms),
      indicators: statement(programme.indicators),
      provenance,
      withdrawnAt: null,
      sortKey: date ?? '9999-99-99',
    });
  });
}

function statement({ state, text, clause }: MonitoringProgramme['terms']) {
  return { state, text, clause };
}

/** How texts name the kinds of evidence. A source that names none is still there, in its own words. */
const vocabulary: readonly (readonly [keyof typeof EvidenceKind, RegExp])[] = [
  ['FEDERAL_STATISTICS', /статистическ|85-К/i],
  ['SELF_EVALUATION', /самообследован/i],
  ['INTERNAL_VSOKO', /ВСОКО|внутренн[а-яё]{2,3} (?:систем[а-яё]{1,2} )?оценк/i],
  ['TEACHER_SELF_ASSESSMENT', /самооценк[а-яё]{1,2} педагог/i],
  ['PARENT_SURVEY', /(?:анкет|опрос)[а-яё]* (?:[а-яё]+ )?(?:родител|семь)/i],
  ['EXPERT', /эксперт|независим[а-яё]{2,3} оценк/i],
  ['MUNICIPAL_MONITORING', /мониторинг/i],
];

function evidenceNamed(sources: readonly string[]): (keyof typeof EvidenceKind)[] {
  return vocabulary.filter(([, words]) => sources.some((source) => words.test(source))).map(([kind]) => kind);
}
