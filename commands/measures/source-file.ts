import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type EcmaScriptModule, type ParseResult, parseSync } from 'oxc-parser';

/** A file of TypeScript as the measures see it. */
export interface SourceFile {
  /** From the project's folder, as «gateway/hub/hub.ts». */
  readonly path: string;
  readonly text: string;
  readonly program: ParseResult['program'];
  readonly comments: ParseResult['comments'];
  readonly imports: readonly Import[];
  /** What is declared and exported here; what another file's door passes on is declared there. */
  readonly exports: readonly string[];
}

export interface Import {
  /** A file of the project, as «gateway/hub/hub.ts», or a package, as «graphql» or «node:fs». */
  readonly target: string;
  readonly isPackage: boolean;
  readonly line: number;
}

/** Folders of the product; `bench` and `test` stand on top of it. */
export const product = ['schema', 'gateway', 'subgraphs', 'seeds', 'commands'];

export function readSources(root: string): SourceFile[] {
  return [...product, 'bench', 'test']
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }))
    .filter((file) => !file.includes('node_modules'))
    .map((file) => file.split(path.sep).join('/'))
    .sort()
    .map((file) => parseSource(file, readFileSync(path.join(root, file), 'utf8')));
}

export function parseSource(file: string, text: string): SourceFile {
  const { program, module, comments, errors } = parseSync(file, text);
  if (errors[0]) throw new Error(`${file} cannot be read: ${errors[0].message}`);
  return { path: file, text, program, comments, imports: importsOf(file, text, module), exports: exportsOf(module) };
}

export function isProduct({ path: file }: SourceFile): boolean {
  return product.some((folder) => file.startsWith(`${folder}/`));
}

export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Types count as well: who imports a type cannot be read without the file that declares it. */
function importsOf(file: string, text: string, module: EcmaScriptModule): Import[] {
  const passedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => moduleRequest ?? []),
  );
  const fixed = [...module.staticImports.map(({ moduleRequest }) => moduleRequest), ...passedOn];
  const late = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const literal = /^(['"])(.*)\1$/.exec(text.slice(start, end))?.[2];
    return literal ? [{ value: literal, start }] : [];
  });
  const unique = new Map([...fixed, ...late].map(({ value, start }) => [value, start]));
  return [...unique].map(([specifier, start]) => ({ ...targetOf(file, specifier), line: lineOf(text, start) }));
}

function targetOf(file: string, specifier: string): Pick<Import, 'target' | 'isPackage'> {
  if (!specifier.startsWith('.')) {
    const [scope, name] = specifier.split('/');
    return { target: scope?.startsWith('@') ? `${scope}/${name}` : `${scope}`, isPackage: true };
  }
  return { target: path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.ts'), isPackage: false };
}

function exportsOf(module: EcmaScriptModule): string[] {
  const names = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, exportName }) => (moduleRequest ? [] : (exportName.name ?? []))),
  );
  return [...new Set(names)];
}
