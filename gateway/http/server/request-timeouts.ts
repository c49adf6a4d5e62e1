import type { IncomingMessage } from 'node:http';

export interface TimeoutLimits {
  /** Headers and body must arrive within this. */
  receiveWithinMs?: number;
  /** The body of a caller who may publish files must arrive within this, and go on all the time. */
  uploadWithinMs?: number;
  /** How many bytes such a body must bring in each second, on average over `receiveWithinMs`. */
  leastUploadRate?: number;
  /** Backstop for every answer; operations have their own deadlines below it. */
  answerWithinMs?: number;
}

export const defaultTimeoutLimits: Readonly<Required<TimeoutLimits>> = {
  receiveWithinMs: 10_000,
  uploadWithinMs: 300_000,
  leastUploadRate: 6_554,
  answerWithinMs: 60_000,
};

export function timeoutLimits(options: TimeoutLimits): Required<TimeoutLimits> {
  const { receiveWithinMs, uploadWithinMs, leastUploadRate, answerWithinMs } = defaultTimeoutLimits;
  return {
    receiveWithinMs: options.receiveWithinMs ?? receiveWithinMs,
    uploadWithinMs: options.uploadWithinMs ?? uploadWithinMs,
    leastUploadRate: options.leastUploadRate ?? leastUploadRate,
    answerWithinMs: options.answerWithinMs ?? answerWithinMs,
  };
}

/**
 * Watches over one request: that it arrives in time, and is answered in time after that. A file over a slow line may take
 * minutes, but only from who may publish, and not from who sends a byte now and then to keep a connection.
 */
export class RequestTimeouts {
  readonly #request: IncomingMessage;
  readonly #limits: Required<TimeoutLimits>;
  readonly #onLate: () => void;
  readonly #onOverdue: () => void;
  readonly #start = performance.now();
  #answerFrom = this.#start;
  #isUpload = false;
  /** When it was looked at last, and the bytes of the connection then. */
  #seen: { at: number; bytes: number };
  #timer: NodeJS.Timeout | undefined;

  constructor(request: IncomingMessage, limits: Required<TimeoutLimits>, onLate: () => void, onOverdue: () => void) {
    this.#request = request;
    this.#limits = limits;
    this.#onLate = onLate;
    this.#onOverdue = onOverdue;
    this.#seen = { at: this.#start, bytes: request.socket.bytesRead };
    this.#lookIn(Math.min(limits.receiveWithinMs, limits.answerWithinMs));
  }

  /** From now on the body may be slow; the time for the answer begins when it is there. */
  allowUpload(): void {
    if (this.#request.complete || this.#isUpload) return;
    this.#isUpload = true;
    this.#request.once('end', () => {
      this.#answerFrom = performance.now();
    });
  }

  /** The answer is sent, or goes on without limit. What is still to come of the request is watched to its end. */
  answered(): void {
    this.#answerFrom = Number.POSITIVE_INFINITY;
    if (this.#request.complete || this.#request.socket.destroyed) clearTimeout(this.#timer);
  }

  #lookIn(ms: number): void {
    // Timers are early by a millisecond now and then.
    this.#timer = setTimeout(() => this.#look(), Math.max(1, Math.ceil(ms)));
  }

  #look(): void {
    if (this.#request.destroyed || this.#request.complete) this.#lookAtAnswer();
    else this.#lookAtBody();
  }

  #lookAtBody(): void {
    const { receiveWithinMs, uploadWithinMs, leastUploadRate } = this.#limits;
    const now = { at: performance.now(), bytes: this.#request.socket.bytesRead };
    const goesOn = now.bytes - this.#seen.bytes >= (leastUploadRate * (now.at - this.#seen.at)) / 1000;
    const rest = this.#start + (this.#isUpload && goesOn ? uploadWithinMs : receiveWithinMs) - now.at;
    this.#seen = now;
    if (rest <= 0) this.#onLate();
    else this.#lookIn(Math.min(rest, receiveWithinMs));
  }

  #lookAtAnswer(): void {
    const rest = this.#answerFrom + this.#limits.answerWithinMs - performance.now();
    if (rest <= 0) this.#onOverdue();
    else if (rest < Number.POSITIVE_INFINITY) this.#lookIn(rest);
  }
}
