import type { SourceFile } from './source-file.js';

/** Files that import each other in a circle, each circle once (Tarjan's strongly connected components). */
export function circles(sources: readonly SourceFile[]): string[][] {
  const imports = new Map(
    sources.map((source) => [
      source.path,
      source.imports.filter((each) => !each.isPackage).map(({ target }) => target),
    ]),
  );
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const result: string[][] = [];
  const visit = (file: string): number => {
    index.set(file, index.size);
    let lowest = index.size - 1;
    stack.push(file);
    for (const target of imports.get(file) ?? []) {
      if (!imports.has(target)) continue;
      if (!index.has(target)) lowest = Math.min(lowest, visit(target));
      else if (stack.includes(target)) lowest = Math.min(lowest, index.get(target) ?? lowest);
    }
    low.set(file, lowest);
    if (lowest === index.get(file)) {
      const component = stack.splice(stack.indexOf(file));
      if (component.length > 1 || imports.get(file)?.includes(file)) result.push(component.sort());
    }
    return lowest;
  };
  for (const file of imports.keys()) if (!index.has(file)) visit(file);
  return result;
}
