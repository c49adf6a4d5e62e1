import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityMetadata } from '@mikro-orm/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { domains } from '../../subgraphs/domains.js';
import { changeColumns } from '../../subgraphs/kit/database/change-columns.js';
import { entityTable } from '../../subgraphs/kit/database/entity-table.js';
import { publishedKinds } from '../../subgraphs/kit/subgraph/domain.js';
import { openDatabase } from '../../subgraphs/kit/subgraph/open-database.js';
import { allColumns, statedColumns } from '../../subgraphs/monitoring/imports/observations/observation-columns.js';
import { Observation } from '../../subgraphs/monitoring/model/observation.js';
import { type TestDatabase, testDatabase } from '../postgres.js';

let database: TestDatabase;
let orm: MikroORM;
beforeAll(async () => {
  database = await testDatabase();
  orm = await openDatabase({ url: database.url, domains });
});
afterAll(async () => {
  await orm?.close(true);
  await database?.[Symbol.asyncDispose]();
});

/** Of what owners publish: the columns of which a change is no change of the thing. Every other one is recorded. */
const exceptions: Record<string, string[]> = {
  ActionPlan: ['issues', 'periodSource', 'provenance', 'sections', 'sortKey'],
  ClusterAssignment: ['provenance', 'sortKey'],
  Deficit: ['provenance', 'sortKey'],
  DeficitRule: ['provenance', 'sortKey'],
  Framework: ['provenance', 'sortKey'],
  Indicator: ['codeKey', 'provenance'],
  Institution: ['nameKey', 'provenance'],
  InstitutionPlan: ['publicationId'],
  Instruction: ['deadline', 'due', 'provenance', 'seq'],
  LegalAct: [
    ...['approvedById', 'clauses', 'dateCandidates', 'educationLevels', 'identity', 'issuerId', 'issues', 'provenance'],
    ...['sha256', 'sortKey'],
  ],
  Measure: [
    ...['areaCodes', 'deadline', 'deadlineKind', 'deadlineStatus', 'due', 'issues', 'ordinal', 'provenance'],
    ...['responsibleKey', 'resultDates', 'sourceOrder', 'starts'],
  ],
  MeasureArea: ['line', 'publicationId'],
  MonitoringProgramme: ['areaCodes', 'clauses', 'coordinatorId', 'evidence', 'provenance', 'sortKey'],
  MonitoringRound: ['provenance', 'sortKey'],
  Observation: [
    ...['areaCode', 'evidence', 'indicatorId', 'indicatorKey', 'institutionId', 'institutionKey', 'institutionType'],
    ...['municipality', 'publicationId', 'recordedAt', 'roundId', 'sortKey', 'sourceRow', 'year'],
  ],
  ProgressReport: ['publicationId', 'reportedAt', 'reportedBy', 'seq'],
  Recommendation: ['provenance', 'sortKey'],
};

describe('A change of a published column is recorded', () => {
  it('unless the column is one of a few, each with its reason', () => {
    const entities = new Set([...publishedKinds(domains).values()].flatMap((kind) => kind.entities));
    const actual = [...entities].flatMap((entity) => {
      const meta = orm.getMetadata().get(entity) as EntityMetadata;
      const changes = new Set(changeColumns(meta).map(({ property }) => property));
      const others = entityTable(meta).columns.filter(({ property, isKey }) => !isKey && !changes.has(property));
      return others.length > 0 ? [[entity.name, others.map(({ property }) => property).sort()]] : [];
    });
    expect(Object.fromEntries(actual)).toEqual(exceptions);
  });

  it('of results as well, which are stored by statements of their own', () => {
    const meta = orm.getMetadata().get(Observation) as EntityMetadata;
    expect(changeColumns(meta).map(({ column }) => column)).toEqual([...statedColumns]);
    expect(
      entityTable(meta)
        .columns.map(({ column }) => column)
        .sort(),
    ).toEqual([...allColumns].sort());
  });
});
