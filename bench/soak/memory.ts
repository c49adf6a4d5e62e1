import { median } from '../load.js';

interface Sample {
  /** Part of the run that is over, 0 to 1. */
  readonly at: number;
  readonly mib: number;
}

/** How the memory of a process changes from when it is warm to the end. */
export interface Growth {
  readonly early: number;
  readonly late: number;
  /** From the median of the early samples to that of the late ones, to the former. */
  readonly byMedian: number;
  /** Of the line through all samples since it is warm, over that time, to the early median. */
  readonly bySlope: number;
}

/** Of half an hour: minutes 5 to 8, and the last 3. */
const warm = 5 / 30;
const earlyEnd = 8 / 30;
const lateStart = 27 / 30;

/** One measure of a process's memory, looked at again and again. */
export class Memory {
  readonly samples: Sample[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** Over the `ms` to come. */
  watch(look: () => number | Promise<number>, everyMs: number, ms: number): void {
    const start = performance.now();
    const note = async () => void this.samples.push({ at: (performance.now() - start) / ms, mib: await look() });
    this.#timer = setInterval(() => void note().catch(() => this.stop()), everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  growth(): Growth | undefined {
    const since = this.samples.filter(({ at }) => at >= warm);
    const mibs = (samples: readonly Sample[]) => samples.map(({ mib }) => mib);
    const earlySamples = mibs(since.filter(({ at }) => at <= earlyEnd));
    const lateSamples = mibs(since.filter(({ at }) => at >= lateStart));
    if (earlySamples.length === 0 || lateSamples.length === 0) return undefined;
    const [early, late] = [median(earlySamples), median(lateSamples)];
    return { early, late, byMedian: (late - early) / early, bySlope: (slopeOf(since) * (1 - warm)) / early };
  }
}

/** Least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [at, mib] = [mean(samples.map((one) => one.at)), mean(samples.map((one) => one.mib))];
  const covariance = mean(samples.map((one) => (one.at - at) * (one.mib - mib)));
  const variance = mean(samples.map((one) => (one.at - at) ** 2));
  return variance === 0 ? 0 : covariance / variance;
}
