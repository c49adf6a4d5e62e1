import v8 from 'node:v8';
import vm from 'node:vm';
import { expect } from '@jest/globals';
import { docx, excelRow, xlsx } from './office.js';

export const order = docx(['ПРИКАЗ', '1. Утвердить план.']);
export const book = xlsx({ sheets: [{ xml: excelRow(1, ['Имя', 'ИНН']) + excelRow(2, ['Сад', '1']) }] });
export const megabyte = 2 ** 20;

export const wordSpace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

v8.setFlagsFromString('--expose-gc');
const collect: () => void = vm.runInNewContext('gc');

/** Runs the work, and sees that memory in use at no moment grew by more. */
export async function within<T>(megabytes: number, work: () => Promise<T>): Promise<T> {
  collect();
  const before = used();
  let most = 0;
  const look = () => {
    if (used() - before <= Math.max(most, megabytes / 2)) return;
    collect();
    most = Math.max(most, used() - before);
  };
  const timer = setInterval(look, 200);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    expect(most).toBeLessThan(megabytes);
  }
}

function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / megabyte;
}

export function withDocument(xml: string): Promise<Buffer> {
  return docx([], { parts: { 'word/document.xml': xml } });
}

/** 16 MB in a hundredth of a megabyte: it is refused at a quarter of them, so more would be no other case. */
export async function bomb(): Promise<Buffer> {
  const bytes = await withDocument(`<a>${'<b></b>'.repeat(2 * megabyte)}</a>`);
  expect(bytes.length).toBeLessThan(megabyte / 16);
  return bytes;
}

export function mergedBomb(): Promise<Buffer> {
  const row = (merge: 'restart' | 'continue', text: string) => ['1', 'а', { text, merge }] as const;
  const rows = Array.from({ length: 10_000 }, (_, i) => [
    ...row(i === 0 ? 'restart' : 'continue', i === 0 ? noise(10_000) : ''),
  ]);
  return docx([{ rows: [['№', 'Дело', 'Срок'], ...rows] }]);
}

/** Letters that do not shrink much. */
export function noise(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return String.fromCharCode(97 + ((state >> 16) % 26));
  }).join('');
}

/** The same element many times, with something between that keeps a ZIP file from shrinking it beyond belief. */
export function noisy(element: string, times: number): string {
  const between = noise(times);
  return Array.from({ length: times }, (_, i) => `${element}<!--${between.slice(i, i + 3)}${i}-->`).join('');
}

export function ole(stream: string): Buffer {
  return Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(stream, 'utf16le')]);
}

export function damaged(bytes: Buffer): Buffer {
  const at = bytes.indexOf('word/document.xml') + 60;
  const copy = Buffer.from(bytes);
  copy.fill(0x55, at, at + 40);
  return copy;
}

export function encrypted(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf('PK\x01\x02'); at >= 0; at = copy.indexOf('PK\x01\x02', at + 4)) copy[at + 8]! |= 1;
  return copy;
}

/** Another name of the same length in place of a part's. */
export async function renamed(file: Promise<Buffer>, from: string, to: string): Promise<Buffer> {
  const copy = Buffer.from(await file);
  const name = to.padEnd(from.length, 'x').slice(0, from.length);
  for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + 1)) copy.write(name, at);
  return copy;
}
