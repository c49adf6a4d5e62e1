import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from '../commands/config.js';

const run = promisify(execFile);

/** An edit of one file: a text that stands there once, and what stands in its place. */
export interface Edit {
  file: string;
  find: string;
  replacement: string;
}

/** A copy of the program in which something is tried that the program itself has not. */
export class ProjectCopy implements AsyncDisposable {
  private constructor(readonly folder: string) {}

  static async make(): Promise<ProjectCopy> {
    const folder = await mkdtemp(path.join(tmpdir(), 'project-'));
    for (const name of ['schema', 'gateway', 'subgraphs', 'seeds', 'commands', 'docs', 'package.json', 'tsconfig.json'])
      await cp(path.join(projectFolder, name), path.join(folder, name), { recursive: true });
    await symlink(path.join(projectFolder, 'node_modules'), path.join(folder, 'node_modules'));
    return new ProjectCopy(folder);
  }

  async edit({ file, find, replacement }: Edit): Promise<void> {
    const at = path.join(this.folder, file);
    const text = await readFile(at, 'utf8');
    if (text.split(find).length !== 2) throw new Error(`Expected «${find}» once in ${file}.`);
    await writeFile(
      at,
      text.replace(find, () => replacement),
    );
  }

  /** Compiles these programs, with all that they import, by the project's own compiler and settings. */
  async compile(...files: string[]): Promise<void> {
    const settings = path.join(this.folder, 'tsconfig.copy.json');
    const compilerOptions = { incremental: false, tsBuildInfoFile: null };
    await writeFile(settings, JSON.stringify({ extends: './tsconfig.json', compilerOptions, files, include: [] }));
    await this.run(path.join(this.folder, 'node_modules/typescript/bin/tsc'), '-p', settings);
  }

  /** Runs one of its programs to the end and gives what it printed. */
  async run(program: string, ...options: string[]): Promise<string> {
    const { stdout } = await run(process.execPath, [program, ...options], { cwd: this.folder }).catch((error) => {
      throw new Error(`${program}: ${error.stdout}${error.stderr}`);
    });
    return stdout;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
