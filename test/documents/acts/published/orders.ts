import type { ParsedDocument, ParsedMeasure } from '../../../../subgraphs/documents/acts/model/parsed-document.js';
import { readDocument } from '../../../../subgraphs/documents/acts/read-document.js';
import { publishedOrder } from '../texts.js';

export const read = (name: string) => readDocument(publishedOrder(name), { filename: `${name}.txt` });
export const krasnodar = read('krasnodar-order-1219-2024');
export const kizel = read('kizel-order-76-2021');
export const kemerovo = read('kemerovo-order-231-2022');
export const volgograd = read('volgograd-roadmap-2022');
export const petrozavodsk = read('petrozavodsk-order-697-2023');

export function byCode() {
  return { KRD: krasnodar, KZL: kizel, KEM: kemerovo, VGG: volgograd, PTZ: petrozavodsk };
}

export function row({ plans: [plan] }: ParsedDocument, number: string): ParsedMeasure {
  return plan!.measures.find((measure) => measure.number === number)!;
}

export function countBySection(measures: readonly ParsedMeasure[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { sectionPath } of measures) counts[sectionPath.join('/')] = (counts[sectionPath.join('/')] ?? 0) + 1;
  return counts;
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
