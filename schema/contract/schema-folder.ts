import { fileURLToPath } from 'node:url';

/** The folder of the committed schema, from the compiled place of this file. */
export const schemaFolder = fileURLToPath(new URL('../../../schema', import.meta.url));
