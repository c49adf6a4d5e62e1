import { sql } from 'kysely';
import { formatId, parseId } from '../../../schema/contract/id.js';
import { areaColumn } from '../../indicators/imports/quality-area-cell.js';
import { CrosswalkRelation, relationLabels } from '../../indicators/model/crosswalk-relation.js';
import { calendarDay, choice, several, tableKind, text } from '../../kit/import/index.js';
import type { PublicationRef, RowSet } from '../../kit/publishing/index.js';
import { MeasureArea } from '../model/measure-area.js';
import { KnownMeasures } from './find-measure.js';
import { tagMeasures } from './tag-measures.js';

const columns = {
  id: text('Идентификатор мероприятия', 300, {
    synonyms: ['Идентификатор', 'ID'],
    hint: 'Если он известен, остальное о мероприятии не нужно',
  }),
  act: text('Номер акта', 100, { synonyms: ['Приказ', 'Номер приказа', '№ приказа', 'Акт', 'Документ'] }),
  actDate: calendarDay('Дата акта', { synonyms: ['Дата приказа'] }),
  section: text('Раздел', 300, { synonyms: ['Номер раздела', 'Подраздел'], hint: 'Номер раздела, например II.5' }),
  number: text('Номер мероприятия', 30, { synonyms: ['№', '№ п/п', 'Номер', 'Пункт', 'Номер строки'] }),
  title: text('Мероприятие', 2000, { synonyms: ['Наименование мероприятия', 'Наименование'] }),
  areas: several('Направления', areaColumn('Направление'), {
    synonyms: ['Направление', 'Направления качества', 'Направление качества'],
    hint: 'Через точку с запятой; пусто – мероприятие сквозное и ни к одному направлению не относится',
  }),
  relation: choice('Соответствие', relationLabels, { hint: 'Пусто – связано, но не сопоставимо точно' }),
  authority: text('Кто разметил', 500, { required: true, synonyms: ['Основание', 'Источник разметки', 'Разметил'] }),
};

/**
 * Which areas measures serve, said by somebody who has judged it: an order does not say it, and words alone would only
 * look as if it did. The table takes the place of the owner's last one.
 */
export const measureAreasTable = tableKind({
  kind: 'MEASURE_AREAS',
  title: 'Направления мероприятий',
  domain: 'ACTION_PLANS',
  parserVersion: 1,
  entities: [MeasureArea],
  subject: 'measure-areas',
  columns,
  keyOf: ({ id, act, actDate, section, number, title }) => JSON.stringify([id, act, actDate, section, number, title]),
  async plan(em, publication, records, reject) {
    const register = await KnownMeasures.of(em, publication.municipality);
    const firstRows = new Map<string, number>();
    const rows: MeasureArea[] = [];
    for (const record of records) {
      const { areas, relation, authority, number, title } = record.values;
      const measure = register.find(record.values);
      if ('problem' in measure) {
        const { problem, suggestion } = measure;
        const place = { field: columns.number.header, text: number ?? title, suggestion };
        reject(record, 'REFERENCE_UNKNOWN', `Мероприятие: ${problem}.`, place);
        continue;
      }
      const earlier = firstRows.get(measure.id);
      if (earlier !== undefined) {
        reject(record, 'ROW_DUPLICATE', `То же мероприятие уже есть в строке ${earlier}.`, { text: number ?? title });
        continue;
      }
      firstRows.set(measure.id, record.source.row);
      const statement = { measureId: measure.id, relation: relation ?? CrosswalkRelation.RELATED, authority };
      const line = record.source.line ?? record.source.row;
      rows.push(...(areas ?? []).map((area) => rowOf(publication, { ...statement, area, line })));
    }
    return { rows: records.length, tables: areaTables(publication, rows) };
  },
  emptyRows: (publication) => areaTables(publication, []),
  cleanUp: tagMeasures,
});

type Statement = Pick<MeasureArea, 'measureId' | 'relation' | 'authority' | 'area' | 'line'>;

function rowOf({ id: publicationId, municipality }: PublicationRef, statement: Statement): MeasureArea {
  const local = `${statement.area}/${parseId(statement.measureId).local}`;
  const id = formatId({ owner: municipality, kind: 'measure-area', local });
  return Object.assign(new MeasureArea(), { id, municipality, publicationId, ...statement });
}

function areaTables({ municipality }: PublicationRef, rows: readonly MeasureArea[]): RowSet<MeasureArea>[] {
  return [{ entity: MeasureArea, rows, of: sql`r.municipality = ${municipality}`, label: 'measureId' }];
}
