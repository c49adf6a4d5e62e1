import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Texts are read from the source tree: this file runs from dist. */
const root = new URL('../../../../', import.meta.url);

export const golden = fileURLToPath(new URL('test/documents/acts/golden/', root));

export function publishedOrder(name: string): string {
  return readFileSync(new URL(`seeds/orders/${name}.txt`, root), 'utf8');
}

export function publishedOrders(): string[] {
  return readdirSync(new URL('seeds/orders/', root)).map((file) => file.replace(/\.txt$/, ''));
}

/** Written for these tests in the manner of such documents; no real municipality, no real person. */
export function syntheticText(name: string): string {
  return readFileSync(new URL(`test/documents/acts/synthetic/${name}.txt`, root), 'utf8');
}

export function syntheticTexts(): string[] {
  const folder = new URL('test/documents/acts/synthetic/', root);
  return readdirSync(folder).map((file) => file.replace(/\.txt$/, ''));
}
