import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sortKey } from '../../../schema/contract/collation.js';
import { formatId } from '../../../schema/contract/id.js';
import {
  choice,
  custom,
  registrationNumber,
  type TableRecord,
  tableKind,
  text,
  url,
  type Values,
  wholeNumber,
} from '../../kit/import/index.js';
import { Institution, institutionStatusLabels } from '../model/institution.js';
import { legalFormLabels } from '../model/legal-form.js';
import type { InstitutionTables } from '../model/tables.js';
import { groupsHint, parseGroups } from './groups-cell.js';
import { formNamed } from './legal-form-cell.js';
import { institutionTables } from './publish-institutions.js';

const columns = {
  fullName: text('Полное наименование', 500, {
    required: true,
    synonyms: [
      'Наименование',
      'Наименование организации',
      'Полное наименование организации',
      'Название',
      'Наименование ДОО',
      'Наименование учреждения',
    ],
  }),
  shortName: text('Краткое наименование', 200, {
    synonyms: ['Сокращенное наименование', 'Краткое название', 'Сокращение'],
  }),
  legalForm: choice('Организационно-правовая форма', legalFormLabels, {
    synonyms: ['ОПФ', 'Правовая форма', 'Тип учреждения'],
    hint: `${Object.values(legalFormLabels).join('; ')}. Не нужно, если форма названа в полном наименовании`,
  }),
  inn: registrationNumber('inn', 'ИНН', { synonyms: ['ИНН организации'] }),
  kpp: registrationNumber('kpp', 'КПП', { synonyms: ['КПП организации'] }),
  ogrn: registrationNumber('ogrn', 'ОГРН', { synonyms: ['ОГРН организации', 'ОГРНИП'] }),
  address: text('Адрес', 500, {
    synonyms: ['Почтовый адрес', 'Юридический адрес', 'Фактический адрес', 'Местонахождение', 'Адрес организации'],
  }),
  site: url('Сайт', { synonyms: ['Официальный сайт', 'Адрес сайта', 'Ссылка на сайт', 'URL'] }),
  status: choice('Статус', institutionStatusLabels, {
    synonyms: ['Состояние'],
    hint: `${Object.values(institutionStatusLabels).join('; ')}. Пусто – действует`,
  }),
  capacity: wholeNumber('Мощность', {
    synonyms: ['Проектная мощность', 'Количество мест', 'Число мест', 'Мест по проекту'],
  }),
  enrolment: wholeNumber('Численность воспитанников', {
    synonyms: ['Количество воспитанников', 'Численность детей', 'Число детей', 'Воспитанников', 'Контингент'],
  }),
  groups: custom('Группы', groupsHint, parseGroups),
};

type Row = Values<typeof columns>;

/** An owner's list of institutions, in the place of the last one: the synthetic ones go when it publishes its own. */
export const institutionsTable = tableKind({
  kind: 'INSTITUTIONS',
  title: 'Дошкольные организации',
  domain: 'INSTITUTIONS',
  parserVersion: 1,
  entities: [Institution],
  subject: 'institutions',
  columns,
  keyOf,
  async plan(em, publication, records, reject) {
    const ids = await idsOf(em, publication.municipality, records);
    const rows = records.flatMap((record) => {
      const { values, source } = record;
      const legalForm = values.legalForm ?? formNamed(values.fullName);
      if (legalForm === null) {
        const problem = 'Организационно-правовая форма не указана, и в наименовании её нет.';
        reject(record, 'VALUE_MISSING', problem, { field: columns.legalForm.header, text: values.fullName });
        return [];
      }
      const { groups, status } = values;
      const data = {
        ...values,
        legalForm,
        status: status ?? 'OPERATING',
        groups: groups ?? [],
        synthetic: false,
      } as const;
      return [{ data, id: ids.get(record)!, line: source.line ?? source.row }];
    });
    return { rows: rows.length, ...(await institutionTables(em, publication, rows)) };
  },
  emptyRows: (publication, em) => institutionTables(em, publication, []),
  hidesMentions: true,
});

/** ОГРН; without it ИНН and КПП; without them the name. */
function keyOf({ ogrn, inn, kpp, fullName }: Row): string {
  if (ogrn !== null) return `ogrn-${ogrn}`;
  return inn !== null ? `inn-${inn}${kpp === null ? '' : `-kpp-${kpp}`}` : nameKey(fullName);
}

function nameKey(fullName: string): string {
  return `name-${createHash('sha256').update(sortKey(fullName)).digest('hex').slice(0, 12)}`;
}

type Known = Pick<Institution, 'id' | 'ogrn' | 'inn' | 'kpp' | 'fullName'> & { isClosed: boolean };

/**
 * The ids of the rows: an institution that is there keeps its own, also where the list now knows a number that it did
 * not before, or spells its name anew.
 */
async function idsOf(
  em: EntityManager,
  municipality: string,
  records: readonly TableRecord<Row>[],
): Promise<Map<TableRecord<Row>, string>> {
  const institutions: Known[] = await em
    .getKysely<InstitutionTables>()
    .selectFrom('institutions.institution')
    .select(['id', 'ogrn', 'inn', 'kpp', 'full_name as fullName'])
    .select((row) => row('closed_at', 'is not', null).$castTo<boolean>().as('isClosed'))
    .where('municipality', '=', municipality)
    .where('synthetic', '=', false)
    .orderBy('id')
    .execute();
  const ids = new Map<TableRecord<Row>, string>();
  const free = new Set(institutions);
  // The surest sign first: a number that one row has must not go to another of the same name.
  for (const sign of signs) {
    const bySign = Map.groupBy(free, sign);
    for (const record of records) {
      const value = sign(record.values);
      const all = (value !== null && bySign.get(value)) || [];
      const current = all.filter(({ isClosed }) => !isClosed);
      // One that is in the list goes before those that left it; of these, several are nobody.
      const [match, second] = current.length > 0 ? current : all;
      if (ids.has(record) || !match || second || !free.has(match) || contradict(match, record.values)) continue;
      ids.set(record, match.id);
      free.delete(match);
    }
  }
  const allIds = new Set(institutions.map(({ id }) => id));
  for (const record of records) {
    if (ids.has(record)) continue;
    const id = newId(municipality, keyOf(record.values), allIds);
    ids.set(record, id);
    allIds.add(id);
  }
  return ids;
}

const signs: ((values: Omit<Known, 'id' | 'isClosed'>) => string | null)[] = [
  ({ ogrn }) => ogrn,
  ({ inn, kpp }) => inn && `${inn}/${kpp ?? ''}`,
  ({ fullName }) => sortKey(fullName),
];

/** Two numbers of one kind are two organisations, whatever their names. */
function contradict(a: Pick<Known, 'ogrn' | 'inn'>, b: Pick<Known, 'ogrn' | 'inn'>): boolean {
  return (['ogrn', 'inn'] as const).some(
    (number) => a[number] !== null && b[number] !== null && a[number] !== b[number],
  );
}

function newId(municipality: string, key: string, allIds: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const id = formatId({ owner: municipality, kind: 'institution', local: n === 1 ? key : `${key}-${n}` });
    if (!allIds.has(id)) return id;
  }
}
