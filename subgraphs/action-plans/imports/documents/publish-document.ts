import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { formatId } from '../../../../schema/contract/id.js';
import { type ParsedDocument, readDocumentFile } from '../../../documents/index.js';
import type { Issue } from '../../../kit/graphql/index.js';
import {
  change,
  type ImportPlan,
  type ParsedFile,
  type PublicationRef,
  type PublishedFile,
  type PublishedKind,
  type PublishResult,
  publish,
  sha256Of,
  type Withdrawal,
} from '../../../kit/publishing/index.js';
import { putDeadlinesInForce } from '../../rules/progress/put-deadlines-in-force.js';
import { tagMeasures } from '../tag-measures.js';
import { actKey } from './act-key.js';
import { removedMeasures } from './attached.js';
import { partTables } from './document-parts.js';
import { documentReading } from './document-reading.js';
import { noRows } from './document-row-set.js';
import { documentRows } from './document-rows.js';
import { issueOf } from './document-source.js';
import { documentTables } from './document-tables.js';
import { type Identification, identified } from './identification.js';
import { measureIds } from './measure-ids.js';
import { forgetOrganizations, knownOrganizations } from './organizations.js';
import { planIds } from './plan-rows.js';
import { possibleDuplicates } from './possible-duplicates.js';
import { addSharedActs, tidySharedActs } from './shared-acts.js';
import { whichAct } from './which-act.js';
import { keepNeeded, tidyWithdrawnActs } from './withdrawn-acts.js';

/**
 * The text of an order, a plan, a roadmap or a regulation: its acts, instructions, plans and measures take the place of
 * those of its last version. A document in which neither act nor plan is found is refused.
 */
export const documentKind: PublishedKind = {
  name: 'document',
  domain: 'ACTION_PLANS',
  parserVersion: 9,
  entities: [...documentTables(null, noRows()), ...partTables(null, null, [])].map(({ entity }) => entity),
  parse: readFile,
  emptyRows,
  forgetLearnt: forgetOrganizations,
  async cleanUp(em) {
    await tidyWithdrawnActs(em);
    await tidySharedActs(em);
    await tagMeasures(em);
    await putDeadlinesInForce(em);
  },
};

/** Publishes a file where no client asks for it: what an instance is filled with at its first start. */
export async function publishDocument(
  orm: MikroORM,
  file: PublishedFile,
  publishedBy: string | null = null,
): Promise<PublishResult> {
  const reading = await readFile(file);
  const action = { action: 'publishDocument', target: file.municipality, caller: null, requestId: null };
  return change(orm, action, (em, at) => publish(em, at, documentKind, file, reading, { publishedBy }));
}

async function readFile(upload: PublishedFile): Promise<ParsedFile> {
  const { municipality, filename, content, identification = null, replaces = null } = upload;
  const { content: file, issues } = await readDocumentFile(filename, content);
  if (file === null) return refused(issues);
  const { text } = file;
  const details: Identification = identification ?? {};
  const document = identified(file.document, details);
  const [act] = document.acts;
  if (!act) return refused([...issues, ...document.issues.map(issueOf)]);
  const key = actKey(act, text);
  const sha256 = sha256Of(content);
  return {
    subject: key,
    title: act.title || document.plans[0]?.title || null,
    identify: (em) => whichAct(em, { municipality, key, act, sha256, replaces, isGiven: identification !== null }),
    isRefused: false,
    rejected: 0,
    issues,
    plan: (em, publication) => plan(em, publication, municipality, document, text),
  };
}

function refused(issues: Issue[]): ParsedFile {
  const plan = () => Promise.reject(new Error('A refused document brings nothing.'));
  return { subject: '', isRefused: true, rejected: 0, issues, plan };
}

async function plan(
  em: EntityManager,
  { id, subject, current, at, changedAt }: PublicationRef,
  municipality: string,
  document: ParsedDocument,
  text: string,
): Promise<ImportPlan> {
  const act = formatId({ owner: municipality, kind: 'act', local: subject });
  const organizations = await knownOrganizations(em, municipality, act);
  const facts = { municipality, document, text, subject, publication: id, organizations };
  const ids = await measureIds(em, planIds(facts), document.plans);
  const rows = documentRows({ ...facts, measureIds: ids });
  await addSharedActs(em, rows.shared);
  const issues = [
    ...rows.issues,
    ...(await removedMeasures(em, current, ids.flat())),
    ...(await possibleDuplicates(em, { municipality, current, at }, document, rows.acts)),
  ];
  const survivors = await keepNeeded(
    em,
    { current, changedAt },
    rows.acts.map((act) => act.id),
  );
  const parts = partTables(current, documentReading(document, rows, municipality), survivors.programmes);
  const tables = documentTables(current, { ...rows, acts: [...rows.acts, ...survivors.acts] });
  return { rows: rows.measures.length, tables: [...tables, ...parts], issues: [...issues, ...survivors.issues] };
}

/** What is left of a document that is withdrawn. */
async function emptyRows(publication: PublicationRef, em: EntityManager): Promise<Withdrawal> {
  const { current } = publication;
  const { acts, programmes, issues } = await keepNeeded(em, publication, []);
  const removed = await removedMeasures(em, current, [], 'больше нет: документ отозван');
  const tables = [...documentTables(current, { ...noRows(), acts }), ...partTables(current, null, programmes)];
  return { tables, issues: [...removed, ...issues] };
}
