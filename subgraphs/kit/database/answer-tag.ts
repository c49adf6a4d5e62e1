import { hash, randomBytes } from 'node:crypto';
import { type Caller, viewOf } from '../../../schema/contract/caller.js';
import type { DataVersion } from './snapshot.js';

/**
 * Names the answer to a request: the same tag means the same data. All that an answer depends on is in it: the request,
 * the data, what the caller may see, and the program, which each start counts as another one. No field reads the clock;
 * one that ever does must be part of this.
 */
export function answerTag(caller: Caller, { stamp }: DataVersion, digest: string): string {
  return hash('sha256', [program, stamp, viewOf(caller), digest].join('\n'), 'base64url');
}

const program = randomBytes(16).toString('base64url');
