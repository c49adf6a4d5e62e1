import { readFileSync } from 'node:fs';
import { schemaFolder } from '../../schema/contract/schema-folder.js';

/** What all owners serve, with its merge rules. */
export const supergraphSdl = readFileSync(`${schemaFolder}/supergraph.graphql`, 'utf8');
