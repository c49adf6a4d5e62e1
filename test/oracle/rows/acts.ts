import { sortKey } from '../../../schema/contract/collation.js';
import { deadlineColumns } from '../../../subgraphs/action-plans/imports/documents/deadline-rows.js';
import { readDeadline } from '../../../subgraphs/documents/deadlines/read-deadline.js';
import type { Dice } from '../dice.js';
import type { Row, Rows } from './rows.js';
import { days, instants, issues, levels, type Names, period, provenance } from './texts.js';

const kinds = ['ORDER', 'RESOLUTION', 'REGULATION', 'ROADMAP'];
const roles = ['BASIS', 'AMENDMENT', 'AMENDED', 'REPEALED', 'MENTION'];

/** Acts that all owners know; each calls them as it likes. */
const shared = [
  { id: ':act:federal-law-273', kind: 'FEDERAL_LAW', date: '2012-12-29', number: '273-ФЗ' },
  { id: ':act:order-1155', kind: 'ORDER', date: '2013-10-17', number: '1155' },
  { id: ':act:order-7', kind: 'ORDER', date: '2024-03-01', number: '7' },
];
const titles = ['Об образовании', 'об образовании', 'Ёлки', '«О дошкольном образовании»', '😀'];

type ActRows = Required<
  Pick<
    Rows,
    | 'action_plans.organization'
    | 'action_plans.legal_act'
    | 'action_plans.citation'
    | 'action_plans.instruction'
    | 'action_plans.organization_mention'
  >
>;

export function actsOf(dice: Dice, owner: string, names: Names): ActRows {
  const organizations = dice.times(dice.int(5), (n): Row => {
    const name = names.name();
    return {
      id: `${owner}:organization:${n}`,
      municipality: owner,
      name,
      aliases: dice.some(['УО', 'ЦРО']),
      kind: dice.pick(['EDUCATION_AUTHORITY', 'LOCAL_BODY', 'INSTITUTIONS', 'OTHER']),
      keys: dice.some(['управлен образован', 'цент', 'комисс']),
      name_key: sortKey(name),
    };
  });
  const organization = () => dice.maybe(dice.pick([null, ...organizations.map(({ id }) => id)]));
  const acts = dice.times(dice.int(5), (n): Row => {
    const known = dice.pick([null, null, shared[2]!]);
    const date = known?.date ?? dice.maybe(dice.pick(days), 0.8);
    return {
      id: `${owner}:act:${n}`,
      municipality: owner,
      kind: known?.kind ?? dice.pick(kinds),
      number: known ? '7' : dice.maybe(dice.pick(['7', '7-п', '12'])),
      date,
      date_candidates: date === null ? [] : [date],
      title: names.name(),
      issuer: dice.maybe(dice.pick(['Управление', 'Администрация'])),
      place: dice.maybe('г. Условный'),
      signatory: dice.maybe({ name: 'А.Б. Подписант', position: null, acting: dice.chance(0.3) }, 0.4),
      controller: null,
      clauses: dice.times(dice.int(3), (line) => ({ number: `${line + 1}`, text: 'Утвердить.', line })),
      period: dice.maybe(period(dice)),
      education_levels: dice.some(levels, 0.2),
      text: `${names.name()} о плане обучения`,
      sha256: 'b'.repeat(64),
      issues: issues(dice),
      provenance: provenance(dice, owner),
      approved_by_id: n > 0 ? dice.maybe(`${owner}:act:${n - 1}`, 0.4) : null,
      withdrawn_at: dice.maybe(dice.pick(instants), 0.1),
      sort_key: date ?? '9999-99-99',
      issuer_id: organization(),
      identity: known?.id ?? null,
    };
  });
  const citations = acts.flatMap(({ id }) => citationsOf(dice, id));
  const known = new Set([...citations.map(({ cited_id }) => cited_id), ...acts.map(({ identity }) => identity)]);
  const ofNobody = shared
    .filter(({ id }) => known.has(id))
    .map(
      (act): Row => ({
        ...act,
        identity: act.id,
        date_candidates: [],
        title: '',
        clauses: [],
        education_levels: [],
        text: '',
        sha256: '',
        issues: [],
        provenance: [],
        sort_key: act.date,
      }),
    );
  const mentions = acts.flatMap(({ id }) =>
    dice.some(organizations, 0.5).map((one): Row => ({ act_id: id, organization_id: one.id, names: [one.name] })),
  );
  return {
    'action_plans.organization': organizations,
    'action_plans.legal_act': [...ofNobody, ...acts],
    'action_plans.citation': citations,
    'action_plans.instruction': acts.flatMap((act) => instructionsOf(dice, owner, act)),
    'action_plans.organization_mention': mentions,
  };
}

function citationsOf(dice: Dice, act: unknown): Row[] {
  const cited = dice.times(dice.int(4), (seq): Row => {
    const known = dice.maybe(dice.pick(shared), 0.8);
    return {
      act_id: act,
      seq,
      measure_id: null,
      cited_id: known?.id ?? null,
      raw: 'в соответствии с законом',
      kind: known?.kind ?? null,
      number: known?.number ?? dice.maybe('12'),
      date: known?.date ?? null,
      article: dice.maybe('ст. 97'),
      line: dice.maybe(dice.int(40)),
      role: dice.pick(roles),
      amends_id: null,
      title: known && dice.pick(titles),
      issuer: known && dice.maybe(dice.pick(['Министерство', 'министерство'])),
    };
  });
  // What is amended is named itself as well.
  const names = cited.flatMap(({ cited_id: id }) => id ?? []);
  return cited.map((row) => (names.length > 0 ? { ...row, amends_id: dice.maybe(dice.pick(names), 0.3) } : row));
}

function instructionsOf(dice: Dice, owner: string, { id }: Row): Row[] {
  return dice.times(dice.int(4), (seq) => {
    const text = dice.maybe(dice.pick(['до 01.03.2024', 'до 29 февраля 2024 года', 'постоянно', 'как-нибудь']), 0.8);
    const { deadline, due } = text === null ? { deadline: null, due: null } : deadlineColumns(readDeadline(text));
    return {
      id: `${owner}:instruction:${String(id).split(':')[2]}/${seq}`,
      municipality: owner,
      act_id: id,
      seq,
      number: `${seq + 1}`,
      text: dice.pick(['Утвердить план.', 'Опубликовать план на сайте.', 'Разработать и утвердить план.']),
      addressee: dice.maybe('руководителям'),
      scope: dice.pick(['ONE', 'EACH_INSTITUTION', 'EACH_INSTITUTION']),
      deadline_text: text,
      provenance: provenance(dice, owner),
      deadline,
      due,
    };
  });
}
