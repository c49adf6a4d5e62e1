import { casts, nonNullAssertions } from './assertions.js';
import { importsPastDoors, strangersInRooms, upwardImports } from './boundaries.js';
import { circles } from './circles.js';
import { excusedNames } from './excused-names.js';
import { filesOfOneName, namesWithTwoMeanings, participles } from './names.js';
import { isProduct, type SourceFile } from './source-file.js';

/** One thing that the house wants none of, and every place where it is. */
export interface HouseMeasure {
  readonly name: string;
  readonly places: readonly string[];
}

const maxLines = 300;

export function measure(sources: readonly SourceFile[]): HouseMeasure[] {
  const own = sources.filter(isProduct);
  return [
    { name: 'circles of files', places: circles(sources).map((files) => files.join(' → ')) },
    { name: 'upward imports', places: upwardImports(sources) },
    { name: 'imports past a door', places: importsPastDoors(sources) },
    { name: 'strangers in a room', places: strangersInRooms(sources) },
    { name: 'exported names with two meanings', places: namesWithTwoMeanings(own, new Set(Object.keys(excusedNames))) },
    { name: 'files of one name in one layer', places: filesOfOneName(own) },
    { name: `files over ${maxLines} lines`, places: sources.filter(isLong).map(({ path }) => path) },
    { name: 'non-null assertions in the product', places: own.flatMap(nonNullAssertions) },
    { name: 'casts in the product', places: own.flatMap(casts) },
    { name: 'variables called by a participle', places: own.flatMap(participles) },
  ];
}

function isLong({ text }: SourceFile): boolean {
  return text.trimEnd().split('\n').length > maxLines;
}
