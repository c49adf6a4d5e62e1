import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { formatId, parseId } from '../../../schema/contract/id.js';
import { InstitutionRegister } from '../../institutions/imports/institution-register.js';
import { calendarDay, tableKind, text, url } from '../../kit/import/index.js';
import type { PublicationRef, RowSet } from '../../kit/publishing/index.js';
import { InstitutionPlan } from '../model/institution-plan.js';
import { hasHappened } from '../rules/progress/reported-day.js';

const columns = {
  institution: text('Организация', 500, {
    required: true,
    synonyms: [
      'Наименование',
      'Наименование организации',
      'Краткое наименование',
      'Полное наименование',
      'ДОО',
      'ДОУ',
      'Учреждение',
      'ИНН',
      'ОГРН',
    ],
    hint: 'Наименование, ИНН или ОГРН из списка организаций',
  }),
  approvedAt: calendarDay('Дата утверждения', { synonyms: ['Утверждён', 'План утверждён', 'Дата утверждения плана'] }),
  publishedAt: calendarDay('Дата размещения', {
    synonyms: ['Размещён', 'План размещён', 'Дата размещения на сайте', 'Дата публикации', 'Опубликован'],
  }),
  url: url('Ссылка', { synonyms: ['Ссылка на план', 'Адрес', 'Адрес плана', 'URL'] }),
};

/** Plans of institutions: those that the last table had and this one has not go; what heads report themselves stays. */
export const institutionPlansTable = tableKind({
  kind: 'INSTITUTION_PLANS',
  title: 'Планы организаций',
  domain: 'ACTION_PLANS',
  parserVersion: 1,
  entities: [InstitutionPlan],
  isInternal: true,
  subject: 'institution-plans',
  columns,
  keyOf: ({ institution }) => institution.toLowerCase(),
  async plan(em, publication, records, reject) {
    const register = await InstitutionRegister.of(em, publication.municipality);
    const before = await plansOf(em, publication.municipality);
    const firstRows = new Map<string, number>();
    const rows: InstitutionPlan[] = [];
    for (const record of records) {
      const { institution, approvedAt, publishedAt, url: address } = record.values;
      const match = register.find(institution);
      if ('problem' in match) {
        const { problem, suggestion } = match;
        reject(record, 'REFERENCE_UNKNOWN', `${columns.institution.header}: ${problem}.`, {
          field: columns.institution.header,
          text: institution,
          suggestion,
        });
        continue;
      }
      const earlier = firstRows.get(match.id);
      if (earlier !== undefined) {
        reject(record, 'ROW_DUPLICATE', `Та же организация уже есть в строке ${earlier}.`, { text: institution });
        continue;
      }
      firstRows.set(match.id, record.source.row);
      const ahead = (['approvedAt', 'publishedAt'] as const).filter(
        (name) => !hasHappened(record.values[name], publication.at),
      );
      for (const name of ahead) {
        reject(record, 'VALUE_INVALID', `${columns[name].header}: этот день ещё не наступил.`, {
          field: columns[name].header,
          text: record.values[name],
        });
      }
      if (ahead.length > 0) continue;
      const own = before.get(match.id);
      // An empty cell says nothing: what is known stays.
      rows.push(
        Object.assign(new InstitutionPlan(), {
          id:
            own?.id ??
            formatId({ owner: publication.municipality, kind: 'institution-plan', local: parseId(match.id).local }),
          municipality: publication.municipality,
          institutionId: match.id,
          approvedAt: approvedAt ?? own?.approvedAt ?? null,
          publishedAt: publishedAt ?? own?.publishedAt ?? null,
          url: address ?? own?.url ?? null,
          publicationId: publication.id,
        }),
      );
    }
    return { rows: rows.length, tables: planTables(publication, rows) };
  },
  emptyRows: (publication) => planTables(publication, []),
});

function planTables({ current }: PublicationRef, rows: readonly InstitutionPlan[]): RowSet<InstitutionPlan>[] {
  const of = sql`(r.publication_id = ${current} or r.id = any(${rows.map(({ id }) => id)}::text[]))`;
  return [{ entity: InstitutionPlan, rows, of, label: 'institutionId' }];
}

async function plansOf(em: EntityManager, municipality: string): Promise<Map<string, InstitutionPlan>> {
  const plans = await em.find(InstitutionPlan, { municipality });
  return new Map(plans.map((plan) => [plan.institutionId, plan]));
}
