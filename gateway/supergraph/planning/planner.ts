import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PlanNode } from '../operation/query-plan.js';
import type { PlannerReply, PlannerRequest } from './planner-process.js';

/** What plans operations. */
export interface OperationPlanner {
  /** Plans a valid operation; null when nothing has to be fetched. Rejects with a PlanFailure. */
  plan(operation: string): Promise<PlanNode | null>;
  close(): Promise<void>;
  readonly pid: number | undefined;
}

export interface PlannerOptions {
  /** Milliseconds of the processor that one plan may cost before the planner process is replaced. */
  planTimeoutMs?: number;
  /** Milliseconds that the planner process may take to read the supergraph. */
  startTimeoutMs?: number;
}

export const plannerDefaults = { planTimeoutMs: 2000, startTimeoutMs: 30_000 } as const;

/** Why an operation has no plan. */
export class PlanFailure extends Error {
  constructor(
    message: string,
    /** Milliseconds for which the same text is not worth another try. */
    readonly quarantine: number,
  ) {
    super(message);
  }
}

interface Job {
  operation: string;
  /** A planner process has died over it before. */
  isSuspect?: boolean;
  resolve(plan: PlanNode | null): void;
  reject(failure: PlanFailure): void;
}

/**
 * The planner in a process of its own. It is given one operation at a time, so when it dies or hangs it is known at
 * whose hands: that job alone fails, and the others go to the next process. A process may also be killed by somebody
 * else, so a job is blamed for a death only when the next process dies over it too.
 */
export class Planner implements OperationPlanner {
  readonly #supergraph: string;
  readonly #planTimeout: number;
  readonly #startTimeout: number;
  readonly #queue: Job[] = [];
  #current: Job | undefined;
  #child: ChildProcess | undefined;
  #isReady = false;
  #startsFailed = 0;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;
  #reason: string | undefined;

  constructor(supergraph: string, options: PlannerOptions = {}) {
    this.#supergraph = supergraph;
    this.#planTimeout = options.planTimeoutMs ?? plannerDefaults.planTimeoutMs;
    this.#startTimeout = options.startTimeoutMs ?? plannerDefaults.startTimeoutMs;
  }

  /** Starts the process with the smallest of plans. Rejects when the planner cannot read the supergraph. */
  start(): Promise<unknown> {
    return this.plan('{__typename}');
  }

  /** Plans a valid operation; null when nothing has to be fetched. Rejects with a PlanFailure. */
  plan(operation: string): Promise<PlanNode | null> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new PlanFailure('The planner is closed.', 0));
      this.#queue.push({ operation, resolve, reject });
      this.#next();
    });
  }

  /** Process id of the planner process, while there is one. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    if (!child) return;
    child.ref();
    const exited = new Promise((resolve) => child.once('exit', resolve));
    this.#kill('The planner is closed.');
    await exited;
  }

  #next(): void {
    const [job] = this.#queue;
    if (this.#current || !job) return;
    if (!this.#child) this.#startChild();
    else if (this.#isReady) {
      this.#queue.shift();
      this.#current = job;
      this.#send(this.#child, { operation: job.operation, planTimeout: this.#planTimeout });
      // The process itself tells when it is overdue; this is for one that does nothing any more.
      this.#limit(10 * this.#planTimeout, this.#overdue);
    }
  }

  #startChild(): void {
    const child = fork(fileURLToPath(new URL('./planner-process.js', import.meta.url)), [], {
      execArgv: [],
      env: {},
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.#reason = undefined;
    let lastWords = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-2000);
    });
    child.on('message', (reply: PlannerReply) => {
      if (child === this.#child) this.#receive(reply);
    });
    child.on('error', (error) => {
      lastWords ||= error.message;
      if (child.pid === undefined) this.#ended(lastWords);
    });
    child.on('exit', (code, signal) => this.#ended(`${signal ?? `exit code ${code}`}: ${lastWords.trim()}`));
    this.#send(child, { supergraph: this.#supergraph });
    this.#limit(this.#startTimeout, `The planner was not ready within ${this.#startTimeout} ms.`);
  }

  #receive(reply: PlannerReply): void {
    if (this.#reason !== undefined) return; // Already condemned; it answered a moment too late.
    if ('overdue' in reply) {
      this.#kill(this.#overdue);
      return;
    }
    clearTimeout(this.#timer);
    const job = this.#current;
    this.#current = undefined;
    if ('ready' in reply) {
      this.#isReady = true;
      this.#startsFailed = 0;
    } else if ('plan' in reply) job?.resolve(JSON.parse(reply.plan));
    else if (job) job.reject(new PlanFailure(reply.failure, Infinity));
    else {
      // It cannot read the supergraph, and the next process could not either.
      this.#startsFailed = maxStarts;
      this.#kill(reply.failure);
      return;
    }
    this.#next();
    if (!this.#current) this.#release();
  }

  #ended(reason: string): void {
    clearTimeout(this.#timer);
    const job = this.#current;
    const wasReady = this.#isReady;
    this.#child = this.#current = undefined;
    this.#isReady = false;
    const failure = this.#reason ?? `The planner died of ${reason}`;
    if (job && this.#reason === undefined && !job.isSuspect) this.#queue.unshift({ ...job, isSuspect: true });
    else job?.reject(new PlanFailure(failure, this.#closed ? 0 : quarantine));
    if (!wasReady) this.#startsFailed++;
    if (this.#closed || this.#startsFailed >= maxStarts) {
      this.#startsFailed = 0;
      for (const each of this.#queue.splice(0)) each.reject(new PlanFailure(failure, 0));
    }
    this.#next();
  }

  #send(child: ChildProcess, request: PlannerRequest): void {
    // A busy planner keeps the program alive, an idle one does not.
    child.ref();
    child.channel?.ref();
    child.send(request, () => {}); // A dead process is seen by its exit.
  }

  #release(): void {
    const child = this.#child;
    child?.unref();
    child?.channel?.unref();
    (child?.stderr as { unref?(): void } | null | undefined)?.unref?.();
  }

  get #overdue(): string {
    return `No plan within ${this.#planTimeout} ms.`;
  }

  #limit(milliseconds: number, reason: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#kill(reason), milliseconds);
  }

  #kill(reason: string): void {
    this.#reason = reason;
    this.#child?.kill('SIGKILL');
  }
}

/** Not for ever: the process may have been slowed down or killed by something else than this operation. */
const quarantine = 60_000;

/** A planner that cannot even start this often in a row fails those who wait instead of being tried for ever. */
const maxStarts = 3;
