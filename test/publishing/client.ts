import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { type Answer, ask, owners } from '../instance.js';
import { staffToken } from '../tokens.js';

/** A person who publishes through an endpoint. */
export const receiptFields = `
  created updated unchanged removed rejected dryRun
  issues { code severity message line text }
  publication { id version status sha256 filename publishedBy rows supersedes { id version status } changes(first: 500) {
    totalCount nodes { id kind type node label fields { field before after } }
  } }`;

/** As staff of the owner whose order it is. */
export async function publishDocument(url: string, content: string | Buffer, more: object = {}): Promise<Answer> {
  const query = `mutation ($input: PublishDocumentInput!) { publishDocument(input: $input) { ${receiptFields} } }`;
  const contentBase64 = Buffer.from(content).toString('base64');
  const input = { municipality: 'kizel', filename: 'order.txt', contentBase64, ...more };
  return ask(url, query, { input }, await staffToken(input.municipality));
}

/** What became of a table. */
export function tableReceipt({ data, errors }: Answer) {
  expect(errors).toBeUndefined();
  return data.publishTable;
}

export async function withdraw(url: string, id: string, reason = 'опубликовано по ошибке'): Promise<Answer> {
  const query = `mutation ($id: ID!, $reason: String!) { withdrawPublication(id: $id, reason: $reason) {
    id status withdrawnAt withdrawnReason changes(first: 500) { totalCount nodes { kind type label } } } }`;
  return ask(url, query, { id, reason }, await staffToken(id.split(':')[0]!));
}

/** The published order of an owner, as its file. */
export function orderOf(code: string): Buffer {
  return readFileSync(owners.find((owner) => owner.code === code)!.orders[0]!);
}

/** A made-up order with a plan: the same letterhead, with these rows. */
export function orderWith(rows: readonly string[], { number = '12', date = '01.02.2024' } = {}): string {
  return [
    'УПРАВЛЕНИЕ ОБРАЗОВАНИЯ',
    'ПРИКАЗ',
    `${date} № ${number}`,
    'Об утверждении плана мероприятий',
    'В целях повышения качества дошкольного образования',
    'ПРИКАЗЫВАЮ:',
    '1. Утвердить план мероприятий на 2024 год.',
    '2. Контроль за исполнением приказа оставляю за собой.',
    'Начальник\tИ.И. Иванов',
    '',
    'Приложение',
    'План мероприятий на 2024 год',
    '№ п/п\tМероприятие\tСроки\tОтветственный',
    ...rows,
    '',
  ].join('\n');
}

export function row(
  number: number,
  title: string,
  deadline = 'март 2024',
  responsible = 'Управление образования',
): string {
  return `${number}\t${title}\t${deadline}\t${responsible}`;
}
