import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { formatId, parseId } from '../../../schema/contract/id.js';
import { findScale, type Scale, scales } from '../../indicators/model/scales.js';
import { InstitutionRegister } from '../../institutions/imports/institution-register.js';
import { runForOne } from '../../kit/database/index.js';
import {
  choice,
  RowCheck,
  type TableRecord,
  tableKind,
  text,
  uploadedFrom,
  type Values,
} from '../../kit/import/index.js';
import type { PublicationRef, RowSet } from '../../kit/publishing/index.js';
import { ClusterAssignment } from '../model/cluster-assignment.js';
import type { Problem } from './observations/cell-problem.js';
import { columns as resultColumns } from './observations/columns.js';
import { measuringScale, readLevel } from './observations/level-cell.js';
import { type KnownRound, RoundRegister } from './observations/round-register.js';
import { besideKnown, heldBefore, remember } from './past-clusters.js';

/** Scales of clusters: those with levels that say more than yes or no. */
const clusterScales = scales.filter(({ levels }) => levels.length > 2);

const columns = {
  round: text('Раунд', 300, { required: true, synonyms: resultColumns.round.synonyms, hint: resultColumns.round.hint }),
  institution: text('Организация', 500, {
    required: true,
    synonyms: resultColumns.institution.synonyms,
    hint: 'Наименование, ИНН или ОГРН из списка организаций',
  }),
  level: text('Кластер', 300, { required: true, synonyms: ['Уровень', 'Кластер организации', 'Уровень качества'] }),
  scale: choice('Шкала', Object.fromEntries(clusterScales.map(({ code, labelRu }) => [code, labelRu])), {
    synonyms: ['Шкала кластеров'],
    hint: 'Нужна, если уровни таблицы есть на нескольких шкалах',
  }),
};

type Row = Values<typeof columns>;

/**
 * Clusters that rounds put institutions into. A file adds to those before it: what it says of an institution in a round
 * takes the place of what was said before, and everything else stays. When its publication is withdrawn, what was said
 * before holds again.
 */
export const clustersTable = tableKind({
  kind: 'CLUSTERS',
  title: 'Кластеры организаций',
  domain: 'MONITORING',
  parserVersion: 1,
  entities: [ClusterAssignment],
  isInternal: true,
  subject: 'clusters',
  adds: true,
  columns,
  keyOf: ({ round, institution }) => JSON.stringify([round.toLowerCase(), institution.toLowerCase()]),
  async plan(em, publication, records, reject) {
    const rounds = await RoundRegister.of(em, publication.municipality);
    const institutions = await InstitutionRegister.of(em, publication.municipality);
    const usual = usualScale(records);
    const firstRows = new Map<string, number>();
    const rows = records.flatMap((record) => {
      const parts = partsOf(record.values, rounds, institutions, usual);
      if ('problem' in parts) {
        const { column, problem, code = 'VALUE_INVALID', suggestion } = parts;
        new RowCheck(columns, record, reject).fail(column, problem, { code, suggestion });
        return [];
      }
      const row = assignment(publication, record, parts);
      const before = firstRows.get(row.id);
      firstRows.set(row.id, before ?? record.source.row);
      if (before === undefined) return [row];
      reject(record, 'ROW_DUPLICATE', `Та же организация в том же раунде уже есть в строке ${before}.`);
      return [];
    });
    const { kept: assignments, superseded } = await besideKnown(em, publication, rows);
    const afterWrite = (em: EntityManager) => remember(em, publication, superseded);
    return { rows: rows.length, tables: clusterTables(publication, assignments), afterWrite };
  },
  emptyRows: async (publication, em) => clusterTables(publication, await heldBefore(em, publication)),
  async isCurrent(em, publication) {
    const row = await runForOne(
      em,
      sql<{ holds: boolean }>`
        select count(*) = (select l.rows from ledger.publication l where l.id = ${publication}) as holds
        from monitoring.cluster_assignment where provenance -> 0 ->> 'publication' = ${publication}`,
    );
    return row.holds;
  },
});

interface Parts {
  round: KnownRound;
  institution: string;
  level: string;
}

type Wrong = Problem & { column: keyof typeof columns };

function partsOf(
  values: Row,
  rounds: RoundRegister,
  institutions: InstitutionRegister,
  usual: Scale | null,
): Parts | Wrong {
  const round = rounds.find(values.round);
  if ('problem' in round) return { ...round, column: 'round' };
  const institution = institutions.find(values.institution);
  if ('problem' in institution) return { ...institution, code: 'REFERENCE_UNKNOWN', column: 'institution' };
  const scale = values.scale === null ? usual : findScale(values.scale);
  if (scale === null) {
    const names = clusterScales.map(({ labelRu }) => labelRu).join('; ');
    return { problem: `по уровням шкала не понятна, укажите её: ${names}`, suggestion: null, column: 'scale' };
  }
  const level = readLevel(values.level, measuringScale(scale.code));
  if ('problem' in level) return { ...level, column: 'level' };
  return { round, institution: institution.id, level: level.level };
}

/** The one scale that has all levels of the table; null where several have, or none. */
function usualScale(records: readonly TableRecord<Row>[]): Scale | null {
  const levels = new Set(records.flatMap(({ values }) => (values.scale === null ? [values.level] : [])));
  const counts = clusterScales.map((scale) => {
    const measuring = measuringScale(scale.code);
    return { scale, count: [...levels].filter((level) => 'level' in readLevel(level, measuring)).length };
  });
  const most = Math.max(...counts.map(({ count }) => count));
  const [best, second] = counts.filter(({ count }) => count === most);
  return best && most > 0 && !second ? best.scale : null;
}

function assignment(
  publication: PublicationRef,
  { source }: TableRecord<Row>,
  { round, institution, level }: Parts,
): ClusterAssignment {
  const { municipality, synthetic } = publication;
  return Object.assign(new ClusterAssignment(), {
    id: formatId({ owner: municipality, kind: 'cluster', local: `${round.code}/${parseId(institution).local}` }),
    municipality,
    roundId: round.id,
    institutionId: institution,
    levelCode: level,
    synthetic,
    provenance: uploadedFrom(publication, source),
    sortKey: round.sortKey,
  });
}

function clusterTables({ current }: PublicationRef, rows: readonly ClusterAssignment[]): RowSet<ClusterAssignment>[] {
  const ids = rows.map(({ id }) => id);
  const of = sql`(r.provenance -> 0 ->> 'publication' = ${current} or r.id = any(${ids}::text[]))`;
  return [{ entity: ClusterAssignment, rows, of, label: 'institutionId' }];
}
