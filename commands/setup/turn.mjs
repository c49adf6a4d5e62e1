import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fail, say } from './say.mjs';

/** Two npm commands in one clone must not install or compile at the same time: the second waits for the first. */
export async function takeTurn(file) {
  for (let told = false; !take(file); told = true) {
    const pid = Number(readOr(file, '0'));
    if (!isSetup(pid)) rmSync(file, { force: true });
    else {
      if (!told) say(`Another npm command (process ${pid}) is preparing this folder; waiting for it…`);
      await delay(100);
    }
  }
  process.once('exit', () => rmSync(file, { force: true }));
}

function take(file) {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    return fail(`${path.dirname(file)} cannot be written: ${error.code}.`);
  }
}

/** Whether the process that left the file still prepares; a killed one leaves the file, and its number is given anew. */
function isSetup(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return pid > 0 && (!existsSync('/proc/self/cmdline') || readOr(`/proc/${pid}/cmdline`, '').includes('setup.mjs'));
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
