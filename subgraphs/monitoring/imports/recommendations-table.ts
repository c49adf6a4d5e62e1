import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { sortKey } from '../../../schema/contract/collation.js';
import { formatId } from '../../../schema/contract/id.js';
import { areaWords } from '../../indicators/imports/quality-area-cell.js';
import { InstitutionRegister } from '../../institutions/imports/institution-register.js';
import { choice, custom, RowCheck, several, tableKind, text, uploadedFrom } from '../../kit/import/index.js';
import type { PublicationRef, RowSet } from '../../kit/publishing/index.js';
import { Recommendation, recommendationKindLabels } from '../model/recommendation.js';
import { KnownDeficits } from './deficit-register.js';
import { parseLevel } from './observations/level-cell.js';
import { RoundRegister } from './observations/round-register.js';

const columns = {
  round: text('Раунд', 100, { required: true, synonyms: ['Код раунда'], hint: 'Код раунда' }),
  kind: choice('Вид рекомендации', recommendationKindLabels, {
    synonyms: ['Вид'],
    hint: 'Адресная или кластерная; не нужно, если указаны организация или кластер',
  }),
  institution: text('Организация', 500, { synonyms: ['Наименование организации', 'ДОО', 'ИНН', 'ОГРН'] }),
  cluster: custom('Кластер', 'Название уровня или его код', parseLevel, { synonyms: ['Уровень', 'Уровень кластера'] }),
  area: choice('Направление', areaWords.labels, {
    also: areaWords.also,
    synonyms: ['Направление качества'],
  }),
  deficits: several('Дефициты', text('Дефицит', 2000), {
    synonyms: ['Дефицит'],
    hint: 'Формулировки или идентификаторы дефицитов этого раунда, через «;»',
  }),
  text: text('Рекомендация', 4000, { required: true, synonyms: ['Текст', 'Текст рекомендации'] }),
};

/** What an owner recommends after its rounds, in the place of what it recommended before. */
export const recommendationsTable = tableKind({
  kind: 'RECOMMENDATIONS',
  title: 'Рекомендации',
  domain: 'MONITORING',
  parserVersion: 1,
  entities: [Recommendation],
  isInternal: true,
  subject: 'recommendations',
  columns,
  keyOf: ({ round, institution, cluster, text: words }) =>
    JSON.stringify([round, institution ?? '', cluster ?? '', words].map(sortKey)),
  async plan(em, publication, records, reject) {
    const { municipality } = publication;
    const rounds = await RoundRegister.of(em, municipality);
    const institutions = await InstitutionRegister.of(em, municipality);
    const deficits = await KnownDeficits.of(em, municipality);
    const rows = records.flatMap((record) => {
      const { values } = record;
      const row = new RowCheck(columns, record, reject);
      const round = rounds.find(values.round);
      if ('problem' in round)
        row.fail('round', round.problem, { code: 'REFERENCE_UNKNOWN', suggestion: round.suggestion });
      const { institution, cluster } = values;
      if ((institution === null) === (cluster === null)) {
        row.fail('institution', 'ожидается организация или кластер, одно из двух', { code: 'VALUE_INVALID' });
      } else if (values.kind !== null && (values.kind === 'ADDRESS') !== (institution !== null)) {
        row.fail('kind', 'адресная даётся организации, кластерная – кластеру');
      }
      const addressee = institution === null ? null : institutions.find(institution);
      if (addressee && 'problem' in addressee) {
        const { problem, suggestion } = addressee;
        row.fail('institution', problem, { code: 'REFERENCE_UNKNOWN', suggestion });
      }
      const deficitIds = (values.deficits ?? []).flatMap((name) => {
        const match = 'problem' in round ? [] : deficits.find(name, round.id);
        if (Array.isArray(match)) return match;
        row.fail('deficits', match.problem, {
          ...{ code: 'REFERENCE_UNKNOWN', text: name, suggestion: match.suggestion },
        });
        return [];
      });
      if (!row.isRight || 'problem' in round || (addressee && 'problem' in addressee)) return [];
      const institutionId = addressee?.id ?? null;
      const kind = institutionId === null ? 'CLUSTER' : 'ADDRESS';
      const key = JSON.stringify([round.id, institutionId, cluster, sortKey(values.text)]);
      return [
        Object.assign(new Recommendation(), {
          id: formatId({
            owner: municipality,
            kind: 'recommendation',
            local: createHash('sha256').update(key).digest('hex').slice(0, 24),
          }),
          municipality,
          roundId: round.id,
          kind,
          institutionId,
          levelCode: cluster,
          areaCode: values.area,
          deficitIds: [...new Set(deficitIds)].toSorted(),
          text: values.text,
          synthetic: publication.synthetic,
          provenance: uploadedFrom(publication, record.source),
          sortKey: [municipality, round.sortKey, kind, String(record.source.row).padStart(7, '0')].join('/'),
        } as const),
      ];
    });
    return { rows: rows.length, tables: recommendationTables(publication, rows) };
  },
  emptyRows: (publication) => recommendationTables(publication, []),
});

function recommendationTables(
  { municipality }: PublicationRef,
  rows: readonly Recommendation[],
): RowSet<Recommendation>[] {
  const of = sql`r.municipality = ${municipality}`;
  return [{ entity: Recommendation, rows, of, label: 'text' }];
}
