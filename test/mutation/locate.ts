import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Code, exportedNames } from './code.js';
import type { Named } from './features.js';
import { type Mutation, mutate, type Subject } from './mutate.js';

/** The folder of the compiled product. */
export const productFolder = path.resolve(import.meta.dirname, '../..');
/** What of it has code that can be changed. */
const parts = ['gateway', 'schema', 'subgraphs'];

/** The compiled module that declares what is exported, from the product's folder: found by what it is, so that it can move. */
export function fileOf(subject: Subject): Promise<string> {
  const exported = typeof subject === 'function' ? subject : subject.of;
  const file = files.get(exported) ?? findFile(exported);
  files.set(exported, file);
  return file;
}

const files = new Map<Named, Promise<string>>();

async function findFile(exported: Named): Promise<string> {
  for (const file of filesDeclaring(exported.name)) {
    if ((await exportedFrom(productFolder, file, exported.name)) === exported) return file;
  }
  throw new Error(`Expected a module that declares and exports ${exported.name}.`);
}

/** What is exported, as the compiled sources in this folder have it. */
export async function loadFrom<T extends Named>(folder: string, exported: T): Promise<T> {
  return (await exportedFrom(folder, await fileOf(exported), exported.name)) as T;
}

/** The text of the module with the change in it. */
export async function mutated(mutation: Mutation): Promise<{ file: string; text: string }> {
  const file = await fileOf(mutation.in);
  return { file, text: mutate(textOf(file), mutation) };
}

/** Writes a copy of what these exports are made of, with the change in it. */
export async function writeMutated(mutation: Mutation, exported: readonly Named[], folder: string): Promise<void> {
  const { file: changed, text } = await mutated(mutation);
  for (const file of await modulesOf(exported)) {
    const place = path.join(folder, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, file === changed ? text : textOf(file));
  }
}

/** The modules of these exports, and all of ours that they import. */
async function modulesOf(exported: readonly Named[]): Promise<ReadonlySet<string>> {
  const files = new Set(await Promise.all(exported.map(fileOf)));
  for (const file of files) {
    for (const imported of importsOf(file)) files.add(imported);
  }
  return files;
}

/** The module and all of ours that import it, themselves or through others. */
export function importersOf(changed: string): ReadonlySet<string> {
  const importers = new Set([changed]);
  for (const file of importers) {
    for (const other of allFiles()) if (importsOf(other).has(file)) importers.add(other);
  }
  return importers;
}

const imports = new Map<string, ReadonlySet<string>>();

function importsOf(file: string): ReadonlySet<string> {
  const known = imports.get(file);
  if (known) return known;
  const targets = textOf(file).matchAll(/^(?:import|export)\b[^;]*?from '(\.[^']+)';/gms);
  const files = new Set([...targets].map(([, target]) => path.join(path.dirname(file), target!)));
  imports.set(file, files);
  return files;
}

async function exportedFrom(folder: string, file: string, name: string): Promise<unknown> {
  const module: Record<string, unknown> = await import(pathToFileURL(path.join(folder, file)).href);
  return module[name];
}

function filesDeclaring(name: string): string[] {
  const declares = new RegExp(`\\b(function|class|const|let)\\*? ${name}\\b`);
  return allFiles().filter((file) => {
    const text = textOf(file);
    return declares.test(text) && [...exportedNames(new Code(text).program)].includes(name);
  });
}

let all: string[] | undefined;

function allFiles(): string[] {
  all ??= parts.flatMap((part) =>
    readdirSync(path.join(productFolder, part), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .map((file) => path.join(part, file)),
  );
  return all;
}

const texts = new Map<string, string>();

/** Of a compiled module. */
export function textOf(file: string): string {
  const text = texts.get(file) ?? readFileSync(path.join(productFolder, file), 'utf8');
  texts.set(file, text);
  return text;
}
