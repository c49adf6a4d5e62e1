import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publishDocument } from '../../subgraphs/action-plans/imports/documents/publish-document.js';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';
import { type Region, startRegion } from '../region.js';
import { published, regionalOrder } from './acts-between-owners.js';

let region: Region;
let central: Instance;
beforeAll(async () => {
  [region, central] = await Promise.all([startRegion(), startSeededInstance(owners)]);
  for (const [municipality, text] of published) {
    const source = { municipality, filename: null, content: Buffer.from(text) };
    await publishDocument(region.instances.get(municipality)!.orm, source);
    await publishDocument(central.orm, source);
  }
});
afterAll(async () => {
  await region?.[Symbol.asyncDispose]();
  await central?.close();
});

/** The region's answer, which must be that of one database with everything in it. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
async function answer(operation: string): Promise<any> {
  const [there, here] = await Promise.all([
    ask(region.url, operation),
    ask(`${central.server.url}/graphql`, operation),
  ]);
  expect([there.errors, here.errors]).toEqual([undefined, undefined]);
  expect(there.extensions.coverage.status).toBe('COMPLETE');
  expect(there.data).toEqual(here.data);
  return there.data;
}

describe('An act is one thing, whoever cites it and whoever published it', () => {
  it('a law that several owners cite, with the article that each names', async () => {
    const { law, legalActs } = await answer(`{
      law: legalAct(id: ":act:federal-law-273-фз-2012-12-29") {
        number publishedAs { id } citedBy { number municipality { code } } }
      legalActs(filter: { cites: "273-ФЗ" }) { nodes { number basis { number article } } }
    }`);
    expect(law.publishedAs).toEqual([]);
    expect(
      law.citedBy.map((act: { number: string; municipality: { code: string } }) => [act.municipality.code, act.number]),
    ).toEqual([
      ['kemerovo', '231'],
      ['krasnodar', '772'],
      ['petrozavodsk', '697'],
      ['volgograd', '26-01-06-659'],
    ]);
    const articles = legalActs.nodes.map((act: { number: string; basis: { number: string; article: string }[] }) => [
      act.number,
      act.basis.find(({ number }) => number === '273-ФЗ')!.article,
    ]);
    expect(articles).toContainEqual(['231', '97']);
    expect(articles).toContainEqual(['697', '9']);
  });

  it('an act that one owner cites and another published: the citation leads to its text', async () => {
    const { municipality } = await answer(`{
      municipality(code: "kizel") { legalActs(filter: { kinds: [ORDER] }) { nodes { basis {
        resolved act { number municipality { code } publishedAs { number text municipality { code } } } } } } }
    }`);
    const [citation] = municipality.legalActs.nodes[0].basis;
    expect(citation.resolved).toBe(true);
    expect(citation.act).toEqual({
      number: '26-01-06-659',
      municipality: null,
      publishedAs: [{ number: '26-01-06-659', text: regionalOrder, municipality: { code: 'volgograd' } }],
    });
  });

  it('a published act says who cites it, at other owners too', async () => {
    const { legalActs } = await answer(`{
      legalActs(municipalities: ["volgograd", "kizel"]) { nodes { number citedBy { number municipality { code } } } }
    }`);
    const citing = Object.fromEntries(
      legalActs.nodes.map((act: { number: string | null; citedBy: { number: string }[] }) => [
        act.number,
        act.citedBy.map(({ number }) => number),
      ]),
    );
    expect(citing).toEqual({ '26-01-06-659': ['76'], '76': ['1500'], null: [] });
  });

  it("an owner's own earlier act, published before or after, named in full or by the unit alone", async () => {
    const { legalActs } = await answer(`{
      legalActs(municipalities: ["krasnodar"]) { nodes {
        number citedBy { number } basis { number act { publishedAs { number } } } } }
    }`);
    const acts = Object.fromEntries(legalActs.nodes.map((act: { number: string }) => [act.number, act]));
    expect(acts['772'].citedBy).toEqual([{ number: '1219' }]);
    expect(acts['1219'].basis).toEqual([{ number: '772', act: { publishedAs: [{ number: '772' }] } }]);
    expect(acts['1219'].citedBy).toEqual([{ number: '1500' }]);
    expect(acts['1500'].basis.map(({ act }: { act: { publishedAs: [] } }) => act.publishedAs)).toEqual([
      [{ number: '1219' }],
      [],
      [{ number: '76' }],
    ]);
  });

  it('asks the other owners once more, and only where somebody asks who cites', async () => {
    region.calls();
    await ask(region.url, '{ legalActs(municipalities: ["krasnodar"]) { nodes { number plans { title } } } }');
    expect(region.calls()).toEqual({ kemerovo: 0, kizel: 0, krasnodar: 1, petrozavodsk: 0, volgograd: 0 });
    await ask(region.url, '{ legalActs(municipalities: ["krasnodar"]) { nodes { number citedBy { number } } } }');
    expect(region.calls()).toEqual({ kemerovo: 1, kizel: 1, krasnodar: 2, petrozavodsk: 1, volgograd: 1 });
  });

  it('an amendment named in brackets keeps to the act that it changed', async () => {
    const { legalActs } = await answer(`{
      legalActs(municipalities: ["kemerovo"], filter: { kinds: [ORDER] }) { nodes { basis { role number amends { number citedBy { number } } } } }
    }`);
    expect(legalActs.nodes[0].basis.map(({ role, number, amends }: never) => [role, number, amends])).toEqual([
      ['BASIS', '273-ФЗ', null],
      ['BASIS', '662', null],
      ['AMENDMENT', '264', { number: '662', citedBy: [{ number: '231' }] }],
      ['BASIS', null, null],
    ]);
  });

  it('a citation that is cut off stays unresolved, and says so', async () => {
    const { measures } = await answer(`{
      measures(municipalities: ["petrozavodsk"], filter: { issue: CITATION_UNRESOLVED }) { nodes { number issues { code message } } }
      legalActs(municipalities: ["petrozavodsk"]) { nodes { basis { raw resolved act { id } } } }
    }`);
    expect(measures.nodes.map(({ number }: { number: string }) => number)).toEqual(['3.14']);
  });
});

describe('What the acts lay down for quality', () => {
  it("Kemerovo's regulation is a programme of monitoring, with terms left to yearly acts", async () => {
    const { monitoringProgrammes } = await answer(`{
      monitoringProgrammes { totalCount nodes {
        municipality { code } title tasks principles mechanisms sources evidence periodicity coordinatorText coordinator { name aliases }
        terms { state clause } indicators { state clause } areas { code labelRu usedBy { code } } namedAreas { text area }
        clauses { number line } basis { kind approvedBy { number programme { title } } } provenance { method line } } }
      municipality(code: "kemerovo") { measures { totalCount } monitoringProgrammes { totalCount } }
    }`);
    expect(monitoringProgrammes.totalCount).toBe(1);
    const [programme] = monitoringProgrammes.nodes;
    expect(programme).toMatchObject({
      municipality: { code: 'kemerovo' },
      periodicity: 'ежегодно',
      coordinatorText: 'МАУ «Информационно-методический цент»',
      coordinator: { name: 'МАУ «Информационно-методический центр»' },
      evidence: ['FEDERAL_STATISTICS', 'SELF_EVALUATION', 'MUNICIPAL_MONITORING'],
      terms: { state: 'DELEGATED', clause: '2.5' },
      indicators: { state: 'DELEGATED', clause: '2.5' },
      basis: { kind: 'REGULATION', approvedBy: { number: '231', programme: { title: programme.title } } },
      provenance: [{ method: 'PARSED', line: 32 }],
    });
    const { tasks, principles, mechanisms, sources, clauses, areas } = programme;
    expect([tasks, principles, mechanisms, sources, clauses].map(({ length }) => length)).toEqual([4, 5, 5, 4, 12]);
    expect(areas.map(({ code }: { code: string }) => code)).toEqual([
      'CONDITIONS',
      'GUIDELINES',
      'FAMILY',
      'HEALTH_SAFETY_CARE',
      'SPECIAL_NEEDS',
    ]);
    expect(areas[0].usedBy).toEqual([{ code: 'kemerovo' }, { code: 'kizel' }, { code: 'krasnodar' }]);
  });

  it('an area says whose own framework has it, by goals, by programmes and by the marking of measures', async () => {
    const { qualityAreas } = await answer('{ qualityAreas { code usedBy { code name } } }');
    const used = qualityAreas.map(({ code, usedBy }: { code: string; usedBy: { code: string }[] }) => [
      code,
      usedBy.map((owner) => owner.code).join(' '),
    ]);
    expect(Object.fromEntries(used)).toEqual({
      GUIDELINES: 'kemerovo',
      PROGRAMME: 'kizel krasnodar',
      CONTENT: 'kizel krasnodar',
      PROCESS: '',
      CONDITIONS: 'kemerovo kizel krasnodar',
      SPECIAL_NEEDS: 'kemerovo krasnodar',
      FAMILY: 'kemerovo kizel krasnodar',
      HEALTH_SAFETY_CARE: 'kemerovo kizel krasnodar',
      MANAGEMENT: 'krasnodar',
    });
  });

  it("Kizel's five goals are five areas with eleven parts", async () => {
    const { actionPlans } = await answer(
      '{ actionPlans(municipalities: ["kizel"]) { nodes { goals { area parts } } } }',
    );
    expect(
      actionPlans.nodes[0].goals.map(({ area, parts }: { area: string; parts: [] }) => [area, parts.length]),
    ).toEqual([
      ['PROGRAMME', 0],
      ['CONTENT', 5],
      ['CONDITIONS', 3],
      ['FAMILY', 3],
      ['HEALTH_SAFETY_CARE', 0],
    ]);
  });

  it("Petrozavodsk's nine subsections are mechanisms by their words; two lack the last step of the cycle", async () => {
    const { actionPlans } = await answer(
      '{ actionPlans(municipalities: ["petrozavodsk"]) { nodes { sections { path mechanism cycleSteps } } } }',
    );
    const inner = actionPlans.nodes[0].sections.filter(({ path }: { path: string[] }) => path.length === 2);
    expect(
      inner.map((section: { path: string[]; mechanism: string }) => `${section.path.join('.')} ${section.mechanism}`),
    ).toEqual([
      'I.1 TRAINING_QUALITY',
      'I.2 LOW_RESULT_SCHOOLS',
      'I.3 TALENTS',
      'I.4 CAREER_GUIDANCE',
      'II.1 ASSESSMENT_OBJECTIVITY',
      'II.2 HEADS_EFFECTIVENESS',
      'II.3 TEACHER_DEVELOPMENT',
      'II.4 UPBRINGING',
      'II.5 PRESCHOOL_QUALITY',
    ]);
    const without = inner.filter(({ cycleSteps }: { cycleSteps: string[] }) => !cycleSteps.includes('EFFECTIVENESS'));
    expect(without.map(({ path }: { path: string[] }) => path.join('.'))).toEqual(['I.2', 'II.1']);
  });

  it('a preschool answer from a plan for all schools has the seven rows of its preschool section', async () => {
    const { measures } = await answer(`{
      measures(municipalities: ["petrozavodsk"], filter: { educationLevel: PRESCHOOL }) { totalCount nodes { section { path } } }
    }`);
    expect(measures.totalCount).toBe(7);
    expect(new Set(measures.nodes.map(({ section }: never) => (section as { path: string[] }).path.join('.')))).toEqual(
      new Set(['II.5']),
    );
  });

  it('a column that the table has not is told from a cell left empty', async () => {
    const { krasnodar, petrozavodsk } = await answer(`{
      krasnodar: measures(municipalities: ["krasnodar"], first: 1) { nodes { absentInSource form plannedResults } }
      petrozavodsk: measures(municipalities: ["petrozavodsk"], filter: { section: ["I", "3"] }) {
        nodes { number absentInSource form participants plannedResults } }
    }`);
    expect(krasnodar.nodes).toEqual([{ absentInSource: ['FORM', 'RESULT'], form: null, plannedResults: [] }]);
    const row = petrozavodsk.nodes.find(({ number }: { number: string }) => number === '3.10');
    expect(row).toMatchObject({ absentInSource: ['PARTICIPANTS'], form: '', participants: null, plannedResults: [] });
  });

  it('days that results name by themselves: every month, three days, none where the cell is cut', async () => {
    const { measures } = await answer(`{
      measures(municipalities: ["petrozavodsk"], filter: { section: ["II"] }, first: 100) { nodes { section { path } number resultDates } }
    }`);
    const days = measures.nodes.filter(({ resultDates }: { resultDates: string[] }) => resultDates.length > 0);
    expect(
      days.map(({ number, resultDates }: { number: string; resultDates: string[] }) => [number, resultDates.length]),
    ).toEqual([
      ['2.6', 12],
      ['2.7', 3],
      ['2.8', 3],
    ]);
    expect(days[0].resultDates[1]).toBe('2024-02-25');
    expect(days[1].resultDates).toEqual(['2024-01-01', '2024-06-01', '2024-09-20']);
  });
});
