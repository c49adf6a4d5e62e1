import { sortKey } from '../../../schema/contract/collation.js';
import type { Dice } from '../dice.js';
import type { Row, Rows } from './rows.js';
import { instants, issues, type Names, provenance } from './texts.js';

export const legalForms = ['AUTONOMOUS', 'BUDGETARY', 'TREASURY', 'PRIVATE'];
export const domains = ['INSTITUTIONS', 'INDICATORS', 'MONITORING', 'ACTION_PLANS'];
const kinds = ['INSTITUTIONS', 'OBSERVATIONS', 'DEFICITS', 'document'];

/** The owner itself: also of one that has published nothing. */
export function municipalityOf(dice: Dice, owner: string): Row {
  return {
    code: owner,
    name: dice.pick(['Город', 'Город', 'Округ Ёлочный']),
    kind: dice.pick(['CITY_DISTRICT', 'MUNICIPAL_DISTRICT', 'MUNICIPAL_OKRUG', 'REGION']),
    region: 'Край',
    oktmo: dice.maybe('57000000'),
  };
}

export function institutionsOf(dice: Dice, owner: string, names: Names): Row[] {
  return dice.times(dice.int(9), (n) => {
    const name = names.name();
    return {
      id: `${owner}:institution:${n}`,
      municipality: owner,
      full_name: name,
      short_name: dice.maybe(name),
      legal_form: dice.pick(legalForms),
      inn: dice.maybe('5900000000'),
      kpp: null,
      ogrn: null,
      address: dice.maybe('ул. Условная, 1'),
      site: dice.maybe('https://ds.example/'),
      status: dice.pick(['OPERATING', 'OPERATING', 'SUSPENDED', 'CLOSED']),
      closed_at: dice.maybe(dice.pick(instants), 0.1),
      capacity: dice.maybe(dice.int(300)),
      enrolment: dice.maybe(dice.int(300)),
      groups: dice.times(dice.int(3), () => ({
        orientation: dice.pick(['GENERAL', 'COMPENSATING', 'COMBINED', 'HEALTH']),
        ageFrom: dice.int(4),
        ageTo: 4 + dice.int(4),
        children: dice.int(30),
      })),
      synthetic: dice.chance(0.5),
      provenance: provenance(dice, owner),
      name_key: sortKey(name),
    };
  });
}

export function publicationsOf(dice: Dice, owner: string): Pick<Rows, 'ledger.publication' | 'ledger.change'> {
  const publications = dice.times(dice.int(5), (n): Row => {
    const at = dice.pick(instants);
    return {
      id: `${owner}:publication:p${n}/1`,
      municipality: owner,
      domain: dice.pick(domains),
      version: 1 + n,
      status: dice.pick(['PUBLISHED', 'SUPERSEDED', 'WITHDRAWN']),
      sha256: 'a'.repeat(64),
      filename: dice.maybe('план.docx'),
      recorded_at: at,
      published_by: dice.maybe('staff'),
      rows: dice.int(9),
      issues: issues(dice),
      supersedes_id: n > 0 ? dice.maybe(`${owner}:publication:p${n - 1}/1`, 0.5) : null,
      subject: `p${n}`,
      source: '\\x00',
      // As the program writes it, which ends in milliseconds and Z.
      sort_key: new Date(at).toISOString(),
      kind: dice.pick(kinds),
      title: dice.maybe('О плане', 0.5),
      parser_version: 1,
      columns_fingerprint: null,
      created: dice.int(9),
      updated: dice.int(9),
      unchanged: 0,
      removed: 0,
      rejected: 0,
      withdrawn_at: dice.maybe(instants[2]!, 0.2),
      withdrawn_reason: dice.maybe('ошибка', 0.2),
      number: n + 1,
      synthetic: dice.chance(0.5),
    };
  });
  const changes = publications.flatMap((publication) =>
    dice.times(dice.int(4), (n): Row => {
      const place = String(n + 1).padStart(6, '0');
      return {
        id: `${owner}:change:${publication.subject}/1/${place}`,
        publication_id: publication.id,
        place,
        kind: dice.pick(['CREATED', 'UPDATED', 'REMOVED']),
        type: 'Measure',
        node: `${owner}:measure:${n}`,
        label: 'Мера',
        fields: dice.chance(0.5) ? [{ field: 'title', before: null, after: 'Мера' }] : [],
      };
    }),
  );
  return { 'ledger.publication': publications, 'ledger.change': changes };
}
