/**
 * The places at which a change can be cut off, in the order in which it passes them. A test loops over all of them with
 * an instance that is killed there, so a new step of a change gets a point here and is tested from then on.
 */
export const crashPoints = [
  'asked',
  'in turn',
  'read',
  'rows staged',
  'rows compared',
  'rows deleted',
  'rows written',
  'superseded',
  'publication written',
  'changes written',
  'announced',
  'indexed',
  'version raised',
  'answer kept',
  'audited',
  'committed',
  'answered',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

let hook: ((point: CrashPoint) => void) | undefined;

/** Passing a point does nothing, unless the process is one of a test that was told to end there. */
export function reach(point: CrashPoint): void {
  hook?.(point);
}

/** For the process of a test alone. */
export function onReach(listener: (point: CrashPoint) => void): void {
  hook = listener;
}
