import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { lastLineOf, logLevelOf, readableLine } from '../../gateway/http/index.js';
import { Failure } from './failure.js';
import type { Started } from './keep-running.js';

/** A program of this project that says over its IPC channel when it is ready, and where. */
export interface Program {
  name: string;
  file: string;
  args?: readonly string[];
  env: Record<string, string>;
  /** Takes all it prints, lines of its log as they are; warnings and errors are shown here too. */
  logFile: string;
}

export interface StartedProgram<Ready> extends Started {
  readonly ready: Ready;
}

/** Longer than the slowest start seen, so only a program that hangs meets it. */
const startLimitMs = 120_000;
/** How long a program may take to finish its requests when asked to stop. */
const stopLimitMs = 10_000;

/** Runs a program and waits until it is ready; rejects with one line when it ends before that. */
export async function startProgram<Ready>(
  { name, file, args = [], env, logFile }: Program,
  { signal, print }: { signal: AbortSignal; print: (line: string) => void },
): Promise<StartedProgram<Ready>> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, ['--enable-source-maps', file, ...args], {
    env: { ...ownEnvironment(), ...env },
    // In a process group of its own: Ctrl-C reaches us alone, and we stop them one after another.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lastError = follow(child, logFile, (line) => print(`[${name}] ${line}`));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', () => killGroup(child));
    child.once('close', (code, by) => resolve(by ? `ended by ${by}` : (lastError() ?? `exit code ${code}`)));
  });
  const kill = () => void killGroup(child);
  const stop = () => stopChild(child, ended);

  signal.addEventListener('abort', kill, { once: true });
  const limit = setTimeout(kill, startLimitMs);
  try {
    const ready = await Promise.race([readiness<Ready>(child), ended.then(failed(name, logFile))]);
    return { pid: child.pid!, ready, ended, stop, kill };
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', kill);
  }
}

function readiness<Ready>(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve) => {
    child.on('message', (message: { type?: string }) => {
      if (message?.type === 'ready') resolve(message as Ready);
    });
  });
}

function failed(name: string, logFile: string): (reason: string) => never {
  return (reason) => {
    throw new Failure(`${name} did not start: ${reason} (its log: ${logFile})`);
  };
}

/** Ours, without the databases of all owners: each program is given its own. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('DATABASE_URL')));
}

/** Copies what a child prints to its log and, for people, its errors to `show`; returns a look at its last error. */
function follow(child: ChildProcess, logFile: string, show: (line: string) => void): () => string | undefined {
  const log = createWriteStream(logFile, { flags: 'a' });
  let last: string | undefined;
  const errors = createInterface({ input: child.stderr! }).on('line', (line) => {
    if (isQuiet(line)) return;
    last = lastLineOf(line) ?? last;
    readableLine(line).split('\n').forEach(show);
  });
  copy(createInterface({ input: child.stdout! }), log);
  copy(errors, log);
  child.once('close', () => log.end());
  return () => last;
}

/** Is it a line of the log that need not disturb anybody? */
function isQuiet(line: string): boolean {
  return ['info', 'debug', 'trace'].includes(logLevelOf(line) ?? '');
}

function copy(lines: ReturnType<typeof createInterface>, log: WriteStream): void {
  lines.on('line', (line) => log.write(`${line}\n`));
}

async function stopChild(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  const impatience = setTimeout(() => killGroup(child), stopLimitMs);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(impatience);
}

/** A program may have processes of its own (such as a planner): none outlives it. */
function killGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}
