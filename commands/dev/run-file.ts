import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What `npm start` has running, for people and scripts: `.hub/run.json`, there while it runs. */
export interface RunFile {
  /** The supervisor. */
  pid: number;
  /** Null where every owner has a database of its own. */
  postgres: { pid: number; port: number } | null;
  hub: { url: string; pid: number };
  /** `pid` is null where the instance runs elsewhere. */
  instances: { code: string; url: string; pid: number | null }[];
}

/** Whole or not at all: who reads it while it is written sees the state before. */
export function writeRun(dataFolder: string, run: RunFile): void {
  const file = runFile(dataFolder);
  writeFileSync(`${file}.new`, `${JSON.stringify(run, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** What the last start wrote, if it did not end cleanly. */
export function readRun(dataFolder: string): RunFile | null {
  try {
    return existsSync(runFile(dataFolder)) ? JSON.parse(readFileSync(runFile(dataFolder), 'utf8')) : null;
  } catch {
    return null;
  }
}

export function removeRun(dataFolder: string): void {
  rmSync(runFile(dataFolder), { force: true });
}

function runFile(dataFolder: string): string {
  return path.join(dataFolder, 'run.json');
}
