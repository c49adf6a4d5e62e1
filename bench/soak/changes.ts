import { readFileSync } from 'node:fs';
import { readConfig } from '../../commands/config.js';
import type { Client } from '../load.js';
import { type Asked, expect, readAnswer, type Verdict } from './answer.js';
import { checkTime } from './judge.js';
import type { Parts, Site } from './parts.js';

/** A change that changes nothing: an order that is published already. */
export interface Change {
  readonly site: Site;
  readonly body: object;
  readonly headers: Record<string, string>;
  /** What the owner itself said when it was first asked for it. */
  receipt: string;
}

/** How long a change has, where the hub is not told. */
const deadlineMs = 30_000;

export const publishing = `mutation ($input: PublishDocumentInput!) { publishDocument(input: $input) {
  created updated unchanged removed rejected dryRun issues { code line message } publication { id version status } } }`;

/** The question under which changes are counted. */
export const change = { name: 'order published again', selection: publishing, deadlineMs };

export async function prepareChanges({ stage, sites }: Parts, direct: (site: Site) => Client): Promise<Change[]> {
  const changes: Change[] = [];
  for (const site of sites) {
    const [file] = readConfig().owners.find(({ code }) => code === site.code)!.orders;
    const contentBase64 = readFileSync(file!).toString('base64');
    const token = await stage.sign({ role: 'municipality', owner: site.code, sub: 'soak' });
    const input = { municipality: site.code, filename: 'order.txt', contentBase64, idempotencyKey: 'soak-order-1' };
    const body = { query: publishing, variables: { input } };
    const one: Change = { site, body, headers: { authorization: `Bearer ${token}` }, receipt: '' };
    const { data, errors } = readAnswer(await direct(site).send(body, one.headers));
    if (errors) throw new Error(`Expected a receipt of ${site.code}, got ${JSON.stringify(errors)}`);
    one.receipt = JSON.stringify(data);
    changes.push(one);
  }
  return changes;
}

/**
 * The receipt is the same each time, or it is unknown what became of the change. That it was not begun may be said only
 * where it never reached the owner, and it reaches the owner once at most.
 */
export function judgeChange(asked: Asked, { site, receipt }: Change): Verdict {
  checkTime(asked);
  const { data, errors = [] } = readAnswer(asked);
  const { came, passed } = site.line.changes.get(asked.requestId) ?? { came: 0, passed: 0 };
  site.line.changes.delete(asked.requestId);
  expect(came <= 1, `a change to be sent once, got ${came} times`);
  if (data) {
    expect(JSON.stringify(data) === receipt, `the receipt ${receipt}, got ${JSON.stringify(data)}`);
    expect(errors.length === 0, `no errors beside a receipt, got ${JSON.stringify(errors)}`);
    return { kind: 'complete', missing: [], late: [] };
  }
  const code = errors[0]?.extensions.code;
  expect(code === 'OUTCOME_UNKNOWN' || code === 'ALL_OWNERS_FAILED', `OUTCOME_UNKNOWN, got ${code}`);
  expect(code === 'OUTCOME_UNKNOWN' || passed === 0, `OUTCOME_UNKNOWN of a change that was passed on, got ${code}`);
  return { kind: 'refused', missing: [site.code], late: [] };
}
