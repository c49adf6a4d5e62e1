import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { schemaFolder } from '../schema/folder.js';
import { schemaFiles } from '../schema/generate.js';

// Writes the SDL of the subgraphs, of the supergraph and of the public API, all of which are committed.
await mkdir(schemaFolder, { recursive: true });
for (const [name, text] of Object.entries(schemaFiles())) await writeFile(path.join(schemaFolder, name), text);
