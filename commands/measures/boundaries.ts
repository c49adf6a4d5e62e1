import { type Room, rooms } from './rooms.js';
import { lineOf, type SourceFile } from './source-file.js';

/** The room that a file lies in: the one of the longest name. Undefined where no room is declared for it. */
export function roomOf(file: string, all: readonly Room[] = rooms): Room | undefined {
  return all
    .filter(({ at }) => file === at || file.startsWith(`${at}/`))
    .reduce<Room | undefined>(
      (longest, room) => (room.at.length > (longest?.at.length ?? 0) ? room : longest),
      undefined,
    );
}

/** Imports of rooms that the importing one does not stand on, and files that lie in no room. */
export function upwardImports(sources: readonly SourceFile[], all: readonly Room[] = rooms): string[] {
  return sources.flatMap((source) => {
    const room = roomOf(source.path, all);
    if (!room) return [`${source.path} lies in no room of commands/measures/rooms.ts`];
    return source.imports.flatMap(({ target, line, isPackage }) => {
      const other = isPackage ? undefined : roomOf(target, all);
      if (!other || other === room || room.on.includes(other.at)) return [];
      return [`${source.path}:${line} imports ${target}: ${room.at} does not stand on ${other.at}`];
    });
  });
}

/** Imports of another room past its door, where it has one. Tests may look inside. */
export function importsPastDoors(sources: readonly SourceFile[], all: readonly Room[] = rooms): string[] {
  const files = new Set(sources.map(({ path }) => path));
  return sources.flatMap((source) => {
    const room = roomOf(source.path, all);
    if (!room || room.looksInside) return [];
    return source.imports.flatMap(({ target, line, isPackage }) => {
      const other = isPackage ? undefined : roomOf(target, all);
      const door = `${other?.at}/index.ts`;
      if (!other || other === room || target === door || !files.has(door)) return [];
      return [`${source.path}:${line} imports ${target}, not ${door}`];
    });
  });
}

/** Packages and words that a room must do without. */
export function strangersInRooms(sources: readonly SourceFile[], all: readonly Room[] = rooms): string[] {
  return sources.flatMap((source) => {
    const room = roomOf(source.path, all);
    const packages = source.imports.flatMap(({ target, line }) =>
      room?.withoutPackages?.includes(target) ? [`${source.path}:${line} imports ${target}`] : [],
    );
    const words = [...source.text.matchAll(room?.withoutWords ?? /(?!)/g)].map(
      ({ 0: word, index }) => `${source.path}:${lineOf(source.text, index)} says «${word}»`,
    );
    return [...packages, ...words];
  });
}
