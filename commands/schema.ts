/**
 * Writes the SDL of the subgraphs, of the supergraph and of the public API, the catalogue of errors and the table of
 * settings, all of which are committed. What is promised of the API, `npm run release` writes.
 */
import './node-version.js';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { schemaFolder } from '../schema/contract/schema-folder.js';
import { errorsDoc } from './schema/errors-doc.js';
import { schemaFiles } from './schema/generate.js';
import { configurationDoc } from './settings/configuration-doc.js';

for (const [name, text] of Object.entries(schemaFiles())) await writeFile(path.join(schemaFolder, name), text);
await writeFile(path.join(schemaFolder, '../docs/errors.md'), errorsDoc());
await writeFile(path.join(schemaFolder, '../docs/configuration.md'), configurationDoc());
