import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Only Linux tells a stranger how many files and sockets a process holds. */
export const hasFigures = existsSync('/proc/self/fd');

/** Files and sockets that a process holds open. */
export function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** Memory that a process occupies, in MiB. */
export function residentMiB(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
