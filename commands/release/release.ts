import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Failure } from '../dev/failure.js';
import { additions, brokenPromises } from '../schema/broken-promises.js';
import { readNotes, unnoted } from './notes.js';
import { readPromise, renewPromise } from './promise.js';

/**
 * Makes a version of what the notes in `.changeset` tell: package.json and the lockfile get its number, CHANGELOG.md
 * its chapter, `schema/promised.graphql` all that the API has. Gives the number. Commits and tags nothing.
 */
export async function writeRelease(root: string): Promise<string> {
  await refuseUnready(root);
  changesets(root, 'version');
  const { version } = await readJson(root, 'package.json');
  await numberLockfile(root, version);
  await renewPromise(root, version);
  return version;
}

async function refuseUnready(root: string): Promise<void> {
  const notes = await readNotes(root);
  if (!notes.length) throw new Failure('There is nothing to release: expected a note in .changeset, got none.');
  const api = await readFile(path.join(root, 'schema/api.graphql'), 'utf8');
  const promise = await readPromise(root);
  const broken = brokenPromises(promise.sdl, api);
  if (broken.length)
    throw new Failure(`Version ${promise.version} promised what is no longer there:\n${broken.join('\n')}`);
  const untold = unnoted(additions(promise.sdl, api), notes);
  if (untold.length) throw new Failure(`No note in .changeset names these additions to the API:\n${untold.join('\n')}`);
}

function changesets(root: string, command: string): void {
  const program = createRequire(import.meta.url).resolve('@changesets/cli/bin.js');
  const { status, stderr, stdout } = spawnSync(process.execPath, [program, command], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Failure(`changeset ${command} failed:\n${stdout}${stderr}`);
}

/** npm writes the project's own version into the lockfile twice. */
async function numberLockfile(root: string, version: string): Promise<void> {
  const lockfile = await readJson(root, 'package-lock.json');
  lockfile.version = version;
  lockfile.packages[''].version = version;
  await writeFile(path.join(root, 'package-lock.json'), `${JSON.stringify(lockfile, null, 2)}\n`);
}

async function readJson(root: string, name: string) {
  return JSON.parse(await readFile(path.join(root, name), 'utf8'));
}
