import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { issue, type ParsedAct, type ParsedDocument } from '../../../documents/index.js';
import { run } from '../../../kit/database/index.js';
import type { Issue } from '../../../kit/graphql/index.js';
import type { PublicationRef } from '../../../kit/publishing/index.js';
import type { LegalAct } from '../../model/legal-act.js';
import { type ActContent, type Likeness, likenessOf, mayBeOne } from './act-likeness.js';

/** Acts whose texts are compared at most, the newest: an owner has a few that number, date and title do not rule out. */
const mostCompared = 100;

interface Known extends ActContent {
  id: string;
  kind: string;
  publication: string;
}

/**
 * Warns of acts that are almost the same as another that the owner has published under another number, date or title:
 * the key of an act is made of these, so mending one of them makes another act and leaves the wrong one there. Only what
 * was published before counts, also when a document is read again. `acts` are the rows of the document, in its order.
 */
export async function possibleDuplicates(
  em: EntityManager,
  { municipality, current, at }: Pick<PublicationRef, 'municipality' | 'current' | 'at'>,
  document: ParsedDocument,
  acts: readonly LegalAct[],
): Promise<Issue[]> {
  const contents = document.acts.flatMap((act, index) =>
    act.approvedBy === null ? [{ act, kind: act.kind, line: act.line, content: contentOf(document, act, index) }] : [],
  );
  const kinds = contents.map(({ kind }) => kind);
  const others = await otherActs(
    em,
    { municipality, current, at },
    kinds,
    acts.map(({ id }) => id),
  );
  const near = others.filter((other) =>
    contents.some(({ kind, content }) => kind === other.kind && mayBeOne(content, other)),
  );
  if (near.length === 0) return [];
  const candidates = await withContents(em, near.slice(0, mostCompared));
  return contents.flatMap(({ kind, line, content }) =>
    candidates.flatMap((other) => {
      const likeness = kind === other.kind ? likenessOf(content, other) : null;
      return likeness ? [warning(other, likeness, content.title, line)] : [];
    }),
  );
}

/** An act with the regulations and plans that it approves. */
function contentOf({ acts, plans }: ParsedDocument, act: ParsedAct, index: number): ActContent {
  const isPart = (at: number) => at === index || acts[at]?.approvedBy === index;
  const own = acts.filter((_, at) => isPart(at));
  const ownPlans = plans.filter((plan) => isPart(plan.act));
  const { number, date, title } = act;
  return {
    number,
    date,
    title,
    clauses: own.flatMap(({ clauses }) => clauses.map(({ text }) => text)),
    measures: ownPlans.flatMap(({ measures }) => measures),
    periods: ownPlans.flatMap(({ period, periodSource }) => (period && periodSource === 'EXPLICIT' ? [period] : [])),
    cites: own.flatMap(({ basis, mentions }) => [...basis, ...mentions]),
  };
}

type Other = Pick<Known, 'id' | 'kind' | 'number' | 'date' | 'title' | 'publication'>;

function otherActs(
  em: EntityManager,
  { municipality, current, at }: Pick<PublicationRef, 'municipality' | 'current' | 'at'>,
  kinds: readonly string[],
  own: readonly string[],
): Promise<Other[]> {
  return run(
    em,
    sql<Other>`
      select a.id, a.kind, a.number, a.date::text, a.title, p.id as publication
      from action_plans.legal_act a join ledger.publication p on p.id = a.provenance -> 0 ->> 'publication'
      where a.municipality = ${municipality} and a.withdrawn_at is null and a.approved_by_id is null and a.kind = any(${[...kinds]}::text[])
        and a.id <> all(${[...own]}::text[]) and p.id is distinct from ${current} and p.recorded_at < ${at}
      order by a.sort_key desc, a.id`,
  );
}

async function withContents(em: EntityManager, others: readonly Other[]): Promise<Known[]> {
  const contents = await run(
    em,
    sql<Pick<Known, 'id' | 'clauses' | 'measures' | 'periods' | 'cites'>>`
      with part as (
        select r.id as root, a.id, a.clauses
        from unnest(${others.map(({ id }) => id)}::text[]) r(id)
          join action_plans.legal_act a on a.id = r.id or a.approved_by_id = r.id
      )
      select r.id,
        array(select c ->> 'text' from part, jsonb_array_elements(part.clauses) c where root = r.id) as clauses,
        (select coalesce(jsonb_agg(jsonb_build_object('title', m.title, 'deadlineText', m.deadline_text)), '[]')
          from part join action_plans.action_plan p on p.act_id = part.id join action_plans.measure m on m.plan_id = p.id
          where root = r.id) as measures,
        (select coalesce(jsonb_agg(p.period), '[]') from part join action_plans.action_plan p on p.act_id = part.id
          where root = r.id and p.period_source = 'EXPLICIT') as periods,
        (select coalesce(jsonb_agg(jsonb_build_object('number', c.number, 'date', c.date)), '[]')
          from part join action_plans.citation c on c.act_id = part.id
          where root = r.id and c.measure_id is null) as cites
      from unnest(${others.map(({ id }) => id)}::text[]) r(id)`,
  );
  const byId = new Map(others.map((other) => [other.id, other]));
  return contents.map((content) => ({ ...byId.get(content.id)!, ...content }));
}

function warning(other: Known, { common, of, counted: unit }: Likeness, title: string, line: number): Issue {
  const nameParts = [
    other.number && `№ ${other.number}`,
    other.date && `от ${other.date.split('-').reverse().join('.')}`,
  ].filter(Boolean);
  const name = nameParts.length > 0 ? nameParts.join(' ') : `«${other.title}»`;
  const what = unit === 'measures' ? 'мероприятий' : 'пунктов';
  const message = `Почти то же уже опубликовано как акт ${name} (${other.publication}): совпадают ${common} из ${of} ${what}. Если исправлены номер, дата или название, отзовите ту публикацию; если это другой акт, делать ничего не нужно.`;
  return issue('POSSIBLE_DUPLICATE', 'WARNING', message, { line, text: title, suggestion: name });
}
