import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { sortKey } from '../../../schema/contract/collation.js';
import { formatId } from '../../../schema/contract/id.js';
import { issue } from '../../documents/index.js';
import { areaWords } from '../../indicators/imports/quality-area-cell.js';
import { InstitutionRegister } from '../../institutions/imports/institution-register.js';
import { mentionsInWords, mentionsOf } from '../../kit/database/index.js';
import type { Issue } from '../../kit/graphql/index.js';
import { choice, RowCheck, several, tableKind, text, uploadedFrom } from '../../kit/import/index.js';
import type { PublicationRef, RowSet } from '../../kit/publishing/index.js';
import { Deficit } from '../model/deficit.js';
import { compareDeficits } from '../rules/deficits/find-deficits.js';
import { ResultIndicators, versionIn } from './observations/indicator-register.js';
import { type KnownRound, RoundRegister } from './observations/round-register.js';

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

const unknown = { code: 'REFERENCE_UNKNOWN' } as const;

/** Deficits that an owner enters itself, in the place of those before; what rules find is not touched. */
export const deficitsTable = tableKind({
  kind: 'DEFICITS',
  title: 'Дефициты',
  domain: 'MONITORING',
  parserVersion: 1,
  entities: [Deficit],
  isInternal: true,
  subject: 'deficits',
  columns,
  keyOf: ({ round, statement }) => JSON.stringify([sortKey(round), sortKey(statement)]),
  async plan(em, publication, records, reject) {
    const { municipality } = publication;
    const rounds = await RoundRegister.of(em, municipality);
    const indicators = await ResultIndicators.of(em, municipality);
    const institutions = await InstitutionRegister.of(em, municipality);
    const rows = records.flatMap((record) => {
      const { values } = record;
      const row = new RowCheck(columns, record, reject);
      const round = rounds.find(values.round);
      if ('problem' in round) row.fail('round', round.problem, { ...unknown, suggestion: round.suggestion });
      const indicator =
        values.indicator === null || 'problem' in round ? null : indicatorIn(indicators, values.indicator, round);
      if (indicator && 'problem' in indicator) {
        row.fail('indicator', indicator.problem, { ...unknown, suggestion: indicator.suggestion });
      }
      const ids = (values.institutions ?? []).flatMap((name) => {
        const match = institutions.find(name);
        if ('id' in match) return [match.id];
        row.fail('institutions', match.problem, { ...unknown, text: name, suggestion: match.suggestion });
        return [];
      });
      if (!row.isRight || 'problem' in round || (indicator && 'problem' in indicator)) return [];
      const area = values.area ?? indicator?.areaCode;
      if (!area || (indicator && area !== indicator.areaCode)) {
        if (area)
          row.fail('area', `показатель «${values.indicator}» относится к другому направлению`, {
            code: 'VALUE_INVALID',
          });
        else row.fail('area', 'не указано ни направление, ни показатель');
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
    const afterWrite = (em: EntityManager) => compareDeficits(em, concerned);
    const issues = await deficitsGone(em, municipality, rows);
    return { rows: rows.length, tables: deficitTables(publication, rows), issues, afterWrite };
  },
  async emptyRows(publication, em) {
    const issues = await deficitsGone(em, publication.municipality, []);
    return { tables: deficitTables(publication, []), issues };
  },
});

function indicatorIn(indicators: ResultIndicators, text: string, round: KnownRound) {
  const versions = indicators.named(text);
  return 'problem' in versions ? versions : versionIn(versions, round, null);
}

/** Warns of deficits that go although measures or recommendations name them. What is linked waits for them to come back. */
async function deficitsGone(em: EntityManager, municipality: string, rows: readonly Deficit[]): Promise<Issue[]> {
  const deficits = await em.find(
    Deficit,
    { municipality, ruleId: null, id: { $nin: rows.map(({ id }) => id) } },
    { orderBy: { sortKey: 'asc', id: 'asc' }, disableIdentityMap: true },
  );
  const mentions = await mentionsOf(
    em,
    'deficit',
    deficits.map(({ id }) => id),
  );
  return deficits.flatMap(({ id, statement }) => {
    const references = mentions.get(id);
    if (!references) return [];
    const message = `Дефицита «${statement}» больше нет, а с ним связаны: ${mentionsInWords(references)}. Связи сохранены и вернутся вместе с ним.`;
    return issue('STILL_NEEDED', 'WARNING', message, { text: statement });
  });
}

function deficitTables({ municipality }: PublicationRef, rows: readonly Deficit[]): RowSet<Deficit>[] {
  const of = sql`(r.municipality = ${municipality} and r.rule_id is null)`;
  return [{ entity: Deficit, rows, of, label: 'statement' }];
}
