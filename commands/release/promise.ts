import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The API as a release promised it: operations that are valid there stay valid until the next major version. */
export interface Promised {
  /** The release; undefined where the file does not say. */
  readonly version: string | undefined;
  readonly sdl: string;
}

export async function readPromise(root: string): Promise<Promised> {
  const sdl = await readFile(path.join(root, 'schema/promised.graphql'), 'utf8');
  return { version: /^# Promised by version (\S+?)[.;]?\s/.exec(sdl)?.[1], sdl };
}

/** Promises all that the API has now. */
export async function renewPromise(root: string, version: string): Promise<void> {
  const api = await readFile(path.join(root, 'schema/api.graphql'), 'utf8');
  const head = `# Promised by version ${version}; \`npm run release\` renews it.\n\n`;
  await writeFile(path.join(root, 'schema/promised.graphql'), head + api);
}
