import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The present text of functions, views and triggers: one file in some `sql/` below `subgraphs`. */
export interface Definition {
  /** What it makes, as `drop` names it: «view a.b», «trigger c on a.d». */
  objects: readonly string[];
  text: string;
  sha256: string;
}

/** The folder of the subgraphs' sources, from the compiled place of this file: definitions are read where they are written. */
const sources = fileURLToPath(new URL('../../../../subgraphs', import.meta.url));

/** All definitions, each after those that it names. */
export async function readDefinitions(): Promise<Definition[]> {
  const files = (await readdir(sources, { recursive: true })).filter((file) => /\bsql\/[^/]*\.sql$/.test(file));
  const texts = await Promise.all(files.toSorted().map((file) => readFile(`${sources}/${file}`, 'utf8')));
  return inOrder(texts.map(definitionOf));
}

export function definitionOf(text: string): Definition {
  const statements = withoutComments(text)
    .split(/^(?=create\s)/m)
    .filter((statement) => statement.trim() !== '');
  const objects = statements.map(objectOf);
  return { objects, text, sha256: createHash('sha256').update(text).digest('hex') };
}

/** Replacing in place is what is left where a table stands on a function, so every statement must be able to. */
const making = /^create or replace (?:(function|view) ([\w.]+)|(trigger) (\w+)\s[^;]*?\son ([\w.]+))/;

function objectOf(statement: string): string {
  const [, kind, name, trigger, triggerName, table] = making.exec(statement) ?? [];
  if (kind) return `${kind} ${name}`;
  if (trigger) return `${trigger} ${triggerName} on ${table}`;
  const [line] = statement.split('\n');
  throw new Error(`Expected «create or replace function», «view» or «trigger» at the start of a line, got «${line}».`);
}

/** Texts that name the object of another come after it. */
function inOrder(definitions: readonly Definition[]): Definition[] {
  const ordered = new Set<Definition>();
  const place = (definition: Definition, path: readonly Definition[]) => {
    if (ordered.has(definition)) return;
    if (path.includes(definition)) throw new Error(`Expected no circle of definitions, got one: ${namesOf(path)}.`);
    const text = withoutComments(definition.text);
    for (const other of definitions) {
      if (other !== definition && names(text, other)) place(other, [...path, definition]);
    }
    ordered.add(definition);
  };
  for (const definition of definitions) place(definition, []);
  return [...ordered];
}

function names(text: string, { objects }: Definition): boolean {
  return objects.some((object) => {
    const [kind, name = ''] = object.split(' ');
    return kind !== 'trigger' && new RegExp(`(?<![\\w.])${name.replace('.', '\\.')}(?!\\w)`).test(text);
  });
}

function namesOf(definitions: readonly Definition[]): string {
  return definitions.flatMap(({ objects }) => objects).join(', ');
}

function withoutComments(text: string): string {
  return text.replaceAll(/--.*$/gm, '');
}
