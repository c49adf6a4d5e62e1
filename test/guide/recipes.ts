import { readFile } from 'node:fs/promises';

/** A step of a recipe in CONTRIBUTING.md: what is written into a file, and where. */
export interface Step {
  readonly recipe: string;
  readonly file: string;
  /** The text before which it is put, or that it replaces; a new file has neither. */
  readonly before?: string;
  readonly replace?: string;
  readonly isLast: boolean;
  readonly text: string;
}

/** The blocks of code that say in which file they belong. */
export async function readSteps(page: string): Promise<Step[]> {
  const recipes = (await readFile(page, 'utf8')).split(/^### /m).slice(1);
  return recipes.flatMap((text) => {
    const [recipe = ''] = text.split('\n');
    return [...text.matchAll(/^```(?:ts|graphql) file=(\S+)(.*)\n([\s\S]*?)^```$/gm)].map(
      ([, file = '', options = '', code = '']) => {
        const option = (name: string) => {
          const quoted = new RegExp(` ${name}=("(?:[^"\\\\]|\\\\.)*")`).exec(options)?.[1];
          return quoted === undefined ? undefined : String(JSON.parse(quoted));
        };
        const [before, replace] = [option('before'), option('replace')];
        return { recipe, file, before, replace, isLast: options.endsWith(' at=last'), text: code };
      },
    );
  });
}

/** The file with the step taken. Whoever wrote the recipe must not have to guess: the place is there once. */
export function take({ recipe, file, before, replace, isLast, text }: Step, present: string | undefined): string {
  const place = before ?? replace;
  if (place === undefined) {
    if (present !== undefined) throw new Error(`${recipe}: expected ${file} to be new.`);
    return text;
  }
  const parts = present?.split(place) ?? [];
  if (parts.length < 2 || (parts.length > 2 && !isLast)) {
    throw new Error(`${recipe}: expected «${place}» once in ${file}, got ${Math.max(parts.length - 1, 0)}.`);
  }
  const end = parts.pop() ?? '';
  return `${parts.join(place)}${replace === undefined ? text + place : text.trimEnd()}${end}`;
}
