import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { insertRows } from '../../kit/ledger/insert-rows.js';
import { publish, type Receipt } from '../../kit/ledger/publish.js';
import { run } from '../../kit/ledger/run.js';
import { MeasureOccurrence } from '../model/deadline.js';
import { Instruction } from '../model/instruction.js';
import { Citation, LegalAct } from '../model/legal-act.js';
import { Measure } from '../model/measure.js';
import { ActionPlan } from '../model/plan.js';
import { readDocument } from '../reader/read-document.js';
import { actKey } from './act-key.js';
import { storeParts } from './document-parts.js';
import { documentReading } from './document-reading.js';
import { documentRows } from './document-rows.js';

export interface DocumentSource {
  municipality: string;
  filename: string | null;
  text: string;
  publishedBy: string | null;
}

/**
 * Publishes the text of an order or a plan: its acts, instructions, plans and measures take the place of those of its
 * last version.
 */
export function publishDocument(orm: MikroORM, source: DocumentSource): Promise<Receipt> {
  const { municipality, filename, text, publishedBy } = source;
  const document = readDocument(text, { filename: filename ?? undefined });
  const subject = actKey(document.acts[0], text);
  const file = { municipality, domain: 'ACTION_PLANS', subject, filename, content: text, publishedBy } as const;
  return publish(orm, file, async (em, publication) => {
    const rows = documentRows({ municipality, document, text, subject, publication });
    await em.nativeDelete(LegalAct, { id: rows.acts.map(({ id }) => id) });
    await insertRows(em, LegalAct, rows.acts);
    for (const act of rows.shared) await insertShared(em, act);
    await insertRows(em, Instruction, rows.instructions);
    await insertRows(em, ActionPlan, rows.plans);
    await insertRows(em, Measure, rows.measures);
    await insertRows(em, MeasureOccurrence, rows.occurrences);
    await insertRows(em, Citation, rows.citations);
    const reading = documentReading(document, rows, municipality);
    if (reading) await storeParts(em, reading);
    return { rows: rows.measures.length, issues: rows.issues };
  });
}

/**
 * An act as all owners know it is one row, however often it is cited and whoever published it. Of several titles the first in
 * order is kept: so the row is the same whoever comes first, and the hub, which joins such rows of several owners by
 * the same rule, gives what one database would.
 */
function insertShared(em: EntityManager, act: LegalAct): Promise<unknown> {
  return run(
    em,
    sql`
      insert into action_plans.legal_act as known
        (id, identity, kind, number, date, date_candidates, title, issuer, clauses, education_levels, text, sha256, issues,
         provenance, sort_key)
      values (${act.id}, ${act.id}, ${act.kind}, ${act.number}, ${act.date}, '{}', ${act.title}, ${act.issuer}, '[]', '{}', '', '',
         '[]', '[]', ${act.sortKey})
      on conflict (id) do update set
        title = least(known.title collate "C", excluded.title collate "C"),
        issuer = least(known.issuer collate "C", excluded.issuer collate "C")`,
  );
}
