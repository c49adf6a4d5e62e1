import { formatId, parseId } from '../../../schema/contract/id.js';
import type { ParsedProgramme } from '../../documents/index.js';
import type { EvidenceKind } from '../../indicators/model/evidence-kind.js';
import type { Clause, Provenance } from '../../kit/graphql/index.js';
import { MonitoringProgramme } from '../model/programme.js';

/** The programmes of monitoring that the regulations of a document lay down. */
export interface DocumentProgrammes {
  municipality: string;
  /** Id of the first act of the document: what its next version has as well. */
  orderId: string;
  programmes: readonly {
    /** Id of the regulation that lays it down. */
    basis: string;
    programme: ParsedProgramme;
    clauses: Clause[];
    date: string | null;
    provenance: Provenance[];
    /** Id of the owner's organisation that its words for the coordinator mean; null where they mean none or several. */
    coordinatorId: string | null;
  }[];
}

/** The programmes that a published document lays down, as rows. */
export function programmeRows({ municipality, orderId, programmes }: DocumentProgrammes): MonitoringProgramme[] {
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
