import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { HubError } from '../../../../schema/errors/catalogue.js';
import { issue, type ParsedAct } from '../../../documents/index.js';
import { mentionsInWords, mentionsOf, run } from '../../../kit/database/index.js';
import type { Issue } from '../../../kit/graphql/index.js';
import type { SubjectMatch } from '../../../kit/publishing/index.js';
import { slug } from './act-key.js';
import { letters } from './issuing-body.js';
import { areTwo, type Doubt, doubtOf, type Identity } from './same-act.js';

export interface ActQuestion {
  municipality: string;
  /** Natural key of the document's first act. */
  key: string;
  act: ParsedAct;
  sha256: string;
  /** Id of the publication or act that the publisher says it replaces. */
  replaces: string | null;
  /** The publisher says which act it is. */
  isGiven: boolean;
}

/** A document in force, with its first act. */
interface InForce extends Identity {
  publication: string;
  subject: string;
  version: number;
  sha256: string;
  actId: string;
}

/**
 * Of which document the file is the next version. Only the same identity, read from both, or the publisher's word lets one
 * document take the place of another: otherwise the publisher is asked.
 */
export async function whichAct(em: EntityManager, request: ActQuestion): Promise<SubjectMatch> {
  const { key, act, replaces } = request;
  const documents = await documentsInForce(em, request.municipality);
  const own = (one: InForce) => one.kind === act.kind && isNumbered(one, act);
  if (replaces !== null) {
    const target = documents.find(({ publication, actId }) => publication === replaces || actId === replaces);
    if (!target) {
      throw new HubError('BAD_ARGUMENT', { reason: 'NO_DOCUMENT', got: replaces });
    }
    const other = documents.find((one) => one !== target && own(one) && doubtOf(one, act) === null);
    return other ? { issues: [taken(other, act)] } : { subject: target.subject };
  }
  const near = documents.filter((one) => own(one) || (one.subject === key && !areTwo(one, act)));
  const same = near.find((one) => one.sha256 === request.sha256) ?? near.find((one) => doubtOf(one, act) === null);
  if (same) return { subject: same.subject };
  // The very file that is there, whose identity was given then.
  const file = request.isGiven ? undefined : documents.find(({ sha256 }) => sha256 === request.sha256);
  if (file) return { subject: file.subject };
  if (near[0]) return { issues: [await question(em, near[0], act)] };
  return { subject: await freeSubject(em, request, documents) };
}

function isNumbered(one: Identity, { number, date }: ParsedAct): boolean {
  return (
    number !== null && date !== null && one.number !== null && slug(one.number) === slug(number) && one.date === date
  );
}

function documentsInForce(em: EntityManager, municipality: string): Promise<InForce[]> {
  return run(
    em,
    sql<InForce>`
      select p.id as publication, p.subject, p.version, p.sha256, a.id as "actId", a.kind, a.number, a.date::text as date,
        a.title, a.issuer
      from ledger.publication p
      join action_plans.legal_act a on a.id = p.municipality || ':act:' || p.subject
      where p.municipality = ${municipality} and p.kind = 'document' and p.status = 'PUBLISHED'
      order by p.sort_key desc, p.id`,
  );
}

/** A document in force may still have the key, though a later version of it has another number. */
async function freeSubject(
  em: EntityManager,
  { municipality, key }: ActQuestion,
  documents: readonly InForce[],
): Promise<string> {
  if (documents.every(({ subject }) => subject !== key)) return key;
  const used = await run(
    em,
    sql<{ subject: string }>`
      select distinct subject from ledger.publication
      where municipality = ${municipality} and subject like ${`${key.replace(/[\\%_]/g, '\\$&')}~%`}`,
  );
  const subjects = new Set(used.map(({ subject }) => subject));
  for (let n = 2; ; n++) if (!subjects.has(`${key}~${n}`)) return `${key}~${n}`;
}

const doubts: Readonly<Record<Doubt, string>> = {
  NUMBER: 'Номер не прочитан',
  DATE: 'Дата не прочитана',
  NUMBER_AND_DATE: 'Номер и дата не прочитаны',
  ISSUER: 'Номер и дата те же, но орган другой',
  ISSUER_UNREAD: 'Номер и дата те же, но орган не прочитан, а название другое',
};

/** Asks the publisher, and says in numbers what would be replaced. */
async function question(em: EntityManager, document: InForce, act: ParsedAct): Promise<Issue> {
  const doubt = doubtOf(document, act)!;
  const message =
    `${doubts[doubt]}, поэтому неясно, новая ли это редакция документа ${nameOf(document)}, который уже опубликован ` +
    `(${document.publication}). Она заменила бы его целиком: ${await contentOf(em, document)}. Если это его новая редакция, ` +
    `укажите replaces: ${document.publication} (ключ --replace); если другой документ – его номер и дату ` +
    `или название (ключи --number, --date, --title).`;
  const field = doubt === 'DATE' ? 'date' : doubt.startsWith('ISSUER') ? 'issuer' : 'number';
  const place = { line: act.line, field, text: act.title || null, suggestion: document.publication };
  return issue('IDENTITY_UNCERTAIN', 'ERROR', message, place);
}

/** It is said to replace one document, and has the number of another. */
function taken(other: InForce, act: ParsedAct): Issue {
  const message = `Акт ${nameOf(other)} уже опубликован (${other.publication}): другой документ он не заменит. Отзовите одну из публикаций или укажите replaces: ${other.publication}.`;
  return issue('IDENTITY_UNCERTAIN', 'ERROR', message, {
    line: act.line,
    field: 'number',
    text: act.number,
    suggestion: other.publication,
  });
}

async function contentOf(em: EntityManager, { publication }: InForce): Promise<string> {
  const measures = await run(
    em,
    sql<{ id: string; plan: string }>`
      select m.id, p.id as plan from action_plans.legal_act a
      join action_plans.action_plan p on p.act_id = a.id join action_plans.measure m on m.plan_id = p.id
      where a.provenance -> 0 ->> 'publication' = ${publication}`,
  );
  const mentions = await mentionsOf(
    em,
    'measure',
    measures.map(({ id }) => id),
  );
  const attached = mentionsInWords([...mentions.values()].flat());
  const plans = new Set(measures.map(({ plan }) => plan)).size;
  return `планы – ${plans}, мероприятия – ${measures.length}${attached && `, с ними ${attached}`}`;
}

function nameOf({ number, date, title, publication }: InForce): string {
  const nameParts = [number && `№ ${number}`, date && `от ${date.split('-').reverse().join('.')}`].filter(Boolean);
  if (nameParts.length > 0) return nameParts.join(' ');
  return letters(title) ? `«${title}»` : publication;
}
