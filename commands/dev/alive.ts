import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { errorCode } from '../../schema/errors/unknown-error.js';

/**
 * Whether process `pid` still runs and `word` stands in its command line. The word matters: after a restart of the
 * machine or container the number may belong to something else.
 */
export function isAlive(pid: number, word = ''): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false;
  }
  const line = commandLine(pid);
  // One that has ended and that nobody has waited for has no command line any more.
  return line !== '' && line.includes(word);
}

function commandLine(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
