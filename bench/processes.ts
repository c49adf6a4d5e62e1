import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** A part of the comparison that runs as a process of its own. */
export interface Part<Ready> {
  readonly ready: Ready;
  readonly pid: number;
  /** The end of what it has said on stderr so far. */
  said(): string;
  /** Milliseconds of CPU that the process has used so far, itself and its threads. */
  cpu(): number;
  stop(): Promise<void>;
  /** Ends it at once, without a word: SIGKILL. */
  kill(): Promise<void>;
}

/** Deep joins by `first` alone count more rows than a caller may ask for, though there are few. */
const widerLimits = {
  HUB_LIMIT_ROWS: '1000000',
  HUB_LIMIT_VALUES: '20000000',
  HUB_INSTANCE_LIMIT_ROWS: '2000000',
  HUB_INSTANCE_LIMIT_VALUES: '40000000',
};

/** Starts a module that says `{ type: 'ready', … }` over IPC; rejects with its messages when it does not. */
export async function startPart<Ready = { url: string }>(
  module: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Part<Ready>> {
  const child = fork(module, args, {
    env: { ...process.env, NODE_ENV: 'production', ...widerLimits, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Not the options of the bench itself; and told from other processes of the same module by whoever looks or kills.
    execArgv: ['--title=bench'],
  });
  let complaints = '';
  child.stderr!.setEncoding('utf8').on('data', (text) => {
    complaints = (complaints + text).slice(-4000);
  });
  let stopping = false;
  const ended = once(child, 'exit').then(([status, signal]) => {
    const complaint = `${module} ${args.join(' ')} ended (${signal ?? status}):\n${complaints}`;
    if (!stopping) process.stderr.write(`${complaint}\n`);
    throw new Error(complaint);
  });
  ended.catch(() => {});
  const ready = (await Promise.race([firstReady(child), ended])) as Ready;
  return {
    ready,
    pid: child.pid!,
    said: () => complaints,
    cpu: () => cpuOf(child.pid!),
    async kill() {
      stopping = true;
      const ends = once(child, 'exit');
      child.kill('SIGKILL');
      await ends;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      stopping = true;
      child.disconnect();
      const impatience = setTimeout(() => child.kill('SIGKILL'), 5000);
      await once(child, 'exit');
      clearTimeout(impatience);
    },
  };
}

async function firstReady(child: ChildProcess): Promise<unknown> {
  for (;;) {
    const [message] = await once(child, 'message');
    if (message?.type === 'ready') return message;
  }
}

/** From Linux, in steps of 10 ms: user and system time, fields 14 and 15 of its line, counted after the name. */
function cpuOf(pid: number): number {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
