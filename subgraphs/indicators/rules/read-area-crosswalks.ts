import { type RawBuilder, sql } from 'kysely';
import { compareText, sortKey } from '../../../schema/contract/collation.js';
import { legalActKinds, qualityAreaLabels } from '../../documents/index.js';
import { type Context, ofOwners, restsOnSynthetic } from '../../kit/graphql/index.js';
import { type AreaCrosswalk, CrosswalkSource } from '../model/area-crosswalk.js';
import { CrosswalkRelation } from '../model/crosswalk-relation.js';
import { QualityAreaCodeEnum } from '../model/quality-area.js';
import { areaNames } from '../model/quality-areas.js';

/** Titles of measures in a row at most. */
const mostWords = 20;

/** What owners say of areas: acts by their words, and measures by whoever has marked them. */
export async function readAreaCrosswalks(
  context: Context,
  municipalities: readonly string[] | null | undefined,
): Promise<AreaCrosswalk[]> {
  const own = ofOwners(context, municipalities);
  const [actLinks, marked] = await Promise.all([
    context.snapshot.query(namedByActs(own)),
    context.snapshot.query(markedMeasures(own)),
  ]);
  const all = [...actLinks.map(saidByAct), ...marked];
  return all.map((row) => ({ ...row, lossy: row.relation !== 'EXACT' })).sort(byKey);
}

type Row = Omit<AreaCrosswalk, 'lossy'>;
type Named = Omit<Row, 'authority' | 'relation'> & {
  kind: keyof typeof legalActKinds;
  number: string | null;
  date: string | null;
};

function namedByActs(own: RawBuilder<unknown>): RawBuilder<Named> {
  return sql<Named>`
    select r.area, r.municipality, 'ACT' as source, a.id as act, a.kind, a.number, to_char(a.date, 'DD.MM.YYYY') as date,
      array[r.text] as words, 1 as count,
      ${restsOnSynthetic('publication', sql`a.provenance -> 0 ->> 'publication'`)} as synthetic,
      jsonb_build_array(jsonb_build_object('publication', a.provenance -> 0 ->> 'publication', 'act', a.id,
        'clause', null, 'line', r.line, 'lineEnd', r.line, 'quote', r.text, 'method', 'PARSED')) as provenance
    from indicators.framework_area r join action_plans.legal_act a on a.id = r.order_id where ${own}`;
}

function markedMeasures(own: RawBuilder<unknown>): RawBuilder<Row> {
  return sql<Row>`
    select r.area, r.municipality, 'MEASURES' as source, p.act_id as act, r.authority, r.relation, r.synthetic,
      (array_agg(m.title order by m.source_order, m.id))[1:${sql.lit(mostWords)}] as words, count(*)::int as count,
      jsonb_agg(distinct jsonb_build_object('publication', r.publication_id, 'act', p.act_id,
        'clause', null, 'line', null, 'lineEnd', null, 'quote', null, 'method', 'CURATED')) as provenance
    from (select m.*, ${restsOnSynthetic('publication', sql`m.publication_id`)} as synthetic from action_plans.measure_area m) r
      join action_plans.measure m on m.id = r.measure_id join action_plans.action_plan p on p.id = m.plan_id
    where ${own} group by r.area, r.municipality, p.act_id, r.authority, r.relation, r.synthetic`;
}

/** The act has the words; that they mean the shared area is what our vocabulary says, and certain only word for word. */
function saidByAct({ kind, number, date, ...row }: Named): Row {
  const act = [legalActKinds[kind], number && `№ ${number}`, date && `от ${date}`].filter(Boolean).join(' ');
  const isSame = [qualityAreaLabels[row.area], areaNames[row.area][0]].some(
    (name) => sortKey(name) === sortKey(row.words[0] ?? ''),
  );
  return { ...row, authority: `${act}; сопоставлено по словам акта`, relation: isSame ? 'EXACT' : 'RELATED' };
}

const places = {
  area: Object.keys(QualityAreaCodeEnum),
  source: Object.keys(CrosswalkSource),
  relation: Object.keys(CrosswalkRelation),
};

/** As the hub sorts rows by their key. */
function byKey(a: AreaCrosswalk, b: AreaCrosswalk): number {
  return (
    places.area.indexOf(a.area) - places.area.indexOf(b.area) ||
    compareText(a.municipality, b.municipality) ||
    places.source.indexOf(a.source) - places.source.indexOf(b.source) ||
    compareText(a.act, b.act) ||
    compareText(a.authority, b.authority) ||
    places.relation.indexOf(a.relation) - places.relation.indexOf(b.relation) ||
    Number(a.synthetic) - Number(b.synthetic)
  );
}
