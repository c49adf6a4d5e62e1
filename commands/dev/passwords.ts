import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Passwords made here, one for each role of a PostgreSQL, kept in one file that only its owner can read. */
export class Passwords {
  readonly #file: string;
  readonly #known: Record<string, string>;

  constructor(file: string) {
    this.#file = file;
    this.#known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  }

  has(role: string): boolean {
    return Object.hasOwn(this.#known, role);
  }

  of(role: string): string {
    const existing = this.has(role) ? this.#known[role] : undefined;
    if (existing !== undefined) return existing;
    const password = randomBytes(24).toString('base64url');
    this.#known[role] = password;
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#known, null, 2), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
    return password;
  }
}
