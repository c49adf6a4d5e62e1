import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { sortKey } from '../../../schema/contract/collation.js';
import { formatId } from '../../../schema/contract/id.js';
import { issue } from '../../documents/index.js';
import { areaWords } from '../../indicators/imports/quality-area-cell.js';
import { InstitutionRegister } from '../../institutions/imports/institution-register.js';
import { mentionsInWords, mentionsOf } from '../../kit/database/references.js';
import type { Issue } from '../../kit/graphql/issue.js';
import { choice, text } from '../../kit/import/import-columns.js';
import { several } from '../../kit/import/multiple-values.js';
import { tableKind } from '../../kit/import/table-kind.js';
import type { PublicationRef } from '../../kit/publishing/published-kind.js';
import type { RowSet } from '../../kit/publishing/replace-rows.js';
import { Deficit } from '../model/deficit.js';
import { compareDeficits } from '../rules/deficits/find-deficits.js';
import { ResultIndicators, versionIn } from './observations/indicator-register.js';
import { type KnownRound, RoundRegister } from './observations/round-register.js';
import { uploadedFrom } from './uploaded-provenance.js';

const columns = {
  round: text('Раунд', 100, { required: true, synonyms: ['Код раунда'], hint: 'Код раунда' }),
  area: choice('Направление', areaWords.labels, {
    also: areaWords.also,
    synonyms: ['Направление качества'],
    hint: 'Не нужно, если указан показатель',
  }),
  indicator: text('Код показателя', 100, { synonyms: ['Показатель'] }),
  institutions: several('Организации', text('Организация', 500), {
    synonyms: ['Организация'],
    hint: 'Наименования, ИНН или ОГРН через «;»; пусто – муниципалитет в целом',
  }),
  statement: text('Дефицит', 2000, { required: true, synonyms: ['Формулировка', 'Описание', 'Описание дефицита'] }),
};

/** Deficits that an owner enters itself, in the place of those before; what rules find is not touched. */
export const deficitsTable = tableKind({
  kind: 'DEFICITS',
  title: 'Дефициты',
  domain: 'MONITORING',
  reader: 1,
  isInternal: true,
  subject: 'deficits',
  columns,
  keyOf: ({ round, statement }) => JSON.stringify([sortKey(round), sortKey(statement)]),
  async bring(em, publication, records, reject) {
    const { municipality } = publication;
    const rounds = await RoundRegister.of(em, municipality);
    const indicators = await ResultIndicators.of(em, municipality);
    const institutions = await InstitutionRegister.of(em, municipality);
    const rows = records.flatMap((record) => {
      const { values } = record;
      const problems: [name: keyof typeof columns, named: string, problem: string, suggestion: string | null][] = [];
      const round = rounds.find(values.round);
      if ('problem' in round) problems.push(['round', values.round, round.problem, round.suggestion]);
      const indicator =
        values.indicator === null || 'problem' in round ? null : indicatorIn(indicators, values.indicator, round);
      if (indicator && 'problem' in indicator) {
        problems.push(['indicator', values.indicator!, indicator.problem, indicator.suggestion]);
      }
      const ids = (values.institutions ?? []).flatMap((name) => {
        const found = institutions.find(name);
        if ('id' in found) return [found.id];
        problems.push(['institutions', name, found.problem, found.suggestion]);
        return [];
      });
      for (const [name, named, problem, suggestion] of problems) {
        const field = columns[name].header;
        reject(record, 'REFERENCE_UNKNOWN', `${field}: ${problem}.`, { field, text: named, suggestion });
      }
      if (problems.length > 0 || 'problem' in round || (indicator && 'problem' in indicator)) return [];
      const area = values.area ?? indicator?.areaCode;
      if (!area || (indicator && area !== indicator.areaCode)) {
        const problem = area
          ? `${columns.area.header}: показатель «${values.indicator}» относится к другому направлению.`
          : `${columns.area.header}: не указано ни направление, ни показатель.`;
        reject(record, area ? 'VALUE_INVALID' : 'VALUE_MISSING', problem, {
          field: columns.area.header,
          text: values.area,
        });
        return [];
      }
      const key = sortKey(values.statement);
      const local = createHash('sha256')
        .update(JSON.stringify([round.id, key]))
        .digest('hex')
        .slice(0, 24);
      return [
        Object.assign(new Deficit(), {
          id: formatId({ owner: municipality, kind: 'deficit', local }),
          municipality,
          roundId: round.id,
          areaCode: area,
          indicatorId: indicator?.id ?? null,
          ruleId: null,
          institutionIds: [...new Set(ids)].toSorted(),
          statement: values.statement,
          synthetic: publication.synthetic,
          provenance: uploadedFrom(publication, record.source),
          sortKey: [municipality, round.sortKey, area, key].join('/'),
        }),
      ];
    });
    const concerned = {
      rounds: [...new Set(rows.map(({ roundId }) => roundId))],
      indicators: [...new Set(rows.flatMap(({ indicatorId }) => indicatorId ?? []))],
    };
    const finish = (em: EntityManager) => compareDeficits(em, concerned);
    const issues = await deficitsGone(em, municipality, rows);
    return { rows: rows.length, tables: deficitTables(publication, rows), issues, finish };
  },
  async none(publication, em) {
    const issues = await deficitsGone(em, publication.municipality, []);
    return { tables: deficitTables(publication, []), issues };
  },
});

function indicatorIn(known: ResultIndicators, text: string, round: KnownRound) {
  const versions = known.named(text);
  return 'problem' in versions ? versions : versionIn(versions, round, null);
}

/** Warns of deficits that go although measures or recommendations name them. What is linked waits for them to come back. */
async function deficitsGone(em: EntityManager, municipality: string, rows: readonly Deficit[]): Promise<Issue[]> {
  const gone = await em.find(
    Deficit,
    { municipality, ruleId: null, id: { $nin: rows.map(({ id }) => id) } },
    { orderBy: { sortKey: 'asc', id: 'asc' }, disableIdentityMap: true },
  );
  const mentions = await mentionsOf(
    em,
    'deficit',
    gone.map(({ id }) => id),
  );
  return gone.flatMap(({ id, statement }) => {
    const named = mentions.get(id);
    if (!named) return [];
    const message = `Дефицита «${statement}» больше нет, а с ним связаны: ${mentionsInWords(named)}. Связи сохранены и вернутся вместе с ним.`;
    return issue('STILL_NEEDED', 'WARNING', message, { text: statement });
  });
}

function deficitTables({ municipality }: PublicationRef, rows: readonly Deficit[]): RowSet<Deficit>[] {
  const of = sql`(r.municipality = ${municipality} and r.rule_id is null)`;
  const fields = ['roundId', 'areaCode', 'indicatorId', 'institutionIds', 'statement'] as const;
  return [{ entity: Deficit, rows, of, compare: { label: 'statement', fields } }];
}
