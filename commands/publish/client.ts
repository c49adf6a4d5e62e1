import { asError, errorCode, messageOf } from '../../schema/errors/unknown-error.js';
import type { ReceiptView } from '../../subgraphs/kit/publishing/index.js';

export interface Request {
  url: string;
  token?: string;
  /** Kind of table; absent for a document. */
  kind?: string;
  input: Record<string, unknown>;
}

/** The receipt as it is asked for. */
export interface PublishReceipt extends ReceiptView {
  publication: { id: string; version: number; supersedes: { version: number } | null } | null;
}

/** What came of asking: a receipt, a refusal of the endpoint, or nobody knows. */
export type Outcome =
  | { receipt: PublishReceipt }
  | { refusal: { code: string; message: string } }
  | { unknown: string }
  | { unreachable: string };

/** A large file over a slow line takes minutes, and then it is published. */
const waitMs = 360_000;

/** Publishes through the endpoint as any client does. */
export async function sendFile({ url, token, kind, input }: Request): Promise<Outcome> {
  const [field, type] = kind ? ['publishTable', 'PublishTableInput'] : ['publishDocument', 'PublishDocumentInput'];
  const query = `mutation ($input: ${type}!) { receipt: ${field}(input: $input) { ${receiptFields} } }`;
  const variables = { input: kind ? { ...input, kind } : input };
  const headers = {
    'content-type': 'application/json',
    'accept-language': 'ru',
    ...(token && { authorization: `Bearer ${token}` }),
  };
  try {
    const body = JSON.stringify({ query, variables });
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(waitMs) });
    return read((await response.json()) as Body);
  } catch (error) {
    const cause = asError(error).cause ?? error;
    const message = messageOf(cause);
    return notSent.has(String(errorCode(cause))) ? { unreachable: message } : { unknown: message };
  }
}

const receiptFields = `
  publication { id version supersedes { version } } created updated unchanged removed removal replaces { id } rejected rejectedFile { filename contentBase64 } dryRun
  issues { code severity message line column row field text suggestion }`;

/** Without a connection nothing was sent. */
const notSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
const uncertain = new Set(['OUTCOME_UNKNOWN', 'DEADLINE_EXCEEDED']);
const away = new Set([
  'OWNER_UNREACHABLE',
  'ALL_OWNERS_FAILED',
  'DATABASE_UNAVAILABLE',
  'NOT_READY',
  'TOO_MANY_CHANGES',
]);

interface Body {
  data?: { receipt?: PublishReceipt | null } | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

function read({ data, errors }: Body): Outcome {
  if (data?.receipt) return { receipt: data.receipt };
  const { message = 'ответа нет', extensions } = errors?.[0] ?? {};
  const code = extensions?.code ?? 'INTERNAL';
  if (uncertain.has(code)) return { unknown: message };
  return away.has(code) ? { unreachable: message } : { refusal: { code, message } };
}
