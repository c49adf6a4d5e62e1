import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { formatId } from '../../../schema/id.js';
import { publish, type Receipt } from '../../kit/ledger/publish.js';
import { query } from '../../kit/query.js';
import { InstitutionPlan } from '../model/institution-plan.js';
import { Instruction } from '../model/instruction.js';
import { Citation, LegalAct } from '../model/legal-act.js';
import { Measure } from '../model/measure.js';
import { ActionPlan } from '../model/plan.js';
import { readDocument } from '../reader/read-document.js';
import { documentRows } from './document-rows.js';
import { issueOf } from './issues.js';

export interface DocumentSource {
  municipality: string;
  filename: string | null;
  text: string;
  publishedBy: string | null;
}

/** Publishes the text of an order or a plan: its acts, instructions, plans and measures replace those of its last version. */
export function publishDocument(orm: MikroORM, { municipality, filename, text, publishedBy }: DocumentSource): Promise<Receipt> {
  const document = readDocument(text, { filename: filename ?? undefined });
  const subject = actKey(document.acts[0], text);
  const source = { municipality, domain: 'ACTION_PLANS', subject, filename, content: text, publishedBy } as const;
  return publish(orm, source, async (em, publication) => {
    const rows = documentRows({ municipality, document, subject, text, publication });
    await removeActs(em, rows.acts.map(({ id }) => id));
    await em.insertMany(LegalAct, rows.acts);
    await insertCited(em, rows.cited);
    await em.insertMany(Instruction, rows.instructions);
    await em.insertMany(ActionPlan, rows.plans);
    await em.insertMany(Measure, rows.measures);
    await em.insertMany(Citation, rows.citations);
    return { rows: rows.measures.length, issues: document.issues.map(issueOf) };
  });
}
