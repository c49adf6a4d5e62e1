import { LRUCache } from 'lru-cache';
import type { Source } from '../../../schema/contract/coverage.js';
import type { Operation } from '../plan/index.js';

/** A whole answer of one owner. It is used only after the owner has said that it would answer the same now. */
export interface KeptAnswer {
  /** One for each answer that was ever kept: says exactly what a merged answer was made from. */
  readonly serial: number;
  /** The owner's tag for it, as it stood in the header. */
  readonly etag: string;
  /** As it came: JSON in UTF-8. What is read from it belongs to the reader. */
  readonly body: Buffer;
  readonly sources: readonly Source[];
}

/**
 * Answers of owners, and answers merged from them: together at most so many bytes, those not used for longest forgotten
 * first. Nothing in it is believed for any time: an owner is asked each time whether its answer still holds.
 */
export class AnswerCache {
  private readonly entries: LRUCache<string, KeptAnswer | MergedAnswer> | undefined;
  private readonly numbers = new WeakMap<Operation, number>();
  private operations = 0;
  private answers = 0;

  /** 0 bytes: nothing is kept. */
  constructor(maxBytes: number) {
    if (maxBytes > 0) this.entries = new LRUCache({ maxSize: maxBytes });
  }

  get isOn(): boolean {
    return this.entries !== undefined;
  }

  /** Bytes of all that is kept. */
  get bytes(): number {
    return this.entries?.calculatedSize ?? 0;
  }

  ownersAnswer(key: string): KeptAnswer | undefined {
    return this.entries?.get(key) as KeptAnswer | undefined;
  }

  keepOwnersAnswer(key: string, answer: Omit<KeptAnswer, 'serial'>): KeptAnswer {
    const kept = { ...answer, serial: ++this.answers, body: copy(answer.body) };
    this.entries?.set(key, kept, { size: kept.body.length + overhead });
    return kept;
  }

  /** What was merged from exactly these answers. */
  merged(key: string, from: readonly KeptAnswer[]): Buffer | undefined {
    const kept = this.entries?.get(key) as MergedAnswer | undefined;
    return kept?.serials === serialsOf(from) ? kept.data : undefined;
  }

  /** In place of what was merged from earlier answers: owners have others now, so nobody would ever get it again. */
  keepMerged(key: string, from: readonly KeptAnswer[], data: Buffer): void {
    const serials = serialsOf(from);
    this.entries?.set(
      key,
      { serials, data: copy(data) },
      { size: data.length + key.length + serials.length + overhead },
    );
  }

  /**
   * What is merged for those who have the same view. Variables are in it because pages are merged by them, also those
   * that no owner was asked for.
   */
  keyOfMerged(operation: Operation, variables: Readonly<Record<string, unknown>>, view: string): string {
    const number = this.numbers.get(operation) ?? ++this.operations;
    this.numbers.set(operation, number);
    return `${number} ${view} ${JSON.stringify(variables)}`;
  }
}

interface MergedAnswer {
  readonly serials: string;
  readonly data: Buffer;
}

function serialsOf(answers: readonly KeptAnswer[]): string {
  return answers.map(({ serial }) => serial).join();
}

/** Of one entry, besides its bytes. */
const overhead = 500;

/** What comes from a socket, or from a short text, is a part of something larger, all of which would stay with it. */
function copy(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}
