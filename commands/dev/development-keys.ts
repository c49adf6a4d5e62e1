import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { errorCode } from '../../schema/errors/unknown-error.js';

/** Who issues development tokens: an issuer that production never accepts. */
export const developmentIssuer = 'development';

export interface DevelopmentClaims {
  role: string;
  owner?: string;
  institution?: string;
  subject: string;
}

/** A key pair made on the spot, so that there is nothing to configure on a machine where things are only tried. */
export class DevelopmentKeys {
  /** The public keys, as an issuer publishes them. */
  readonly jwksFile: string;
  readonly #privateFile: string;

  private constructor(folder: string) {
    this.jwksFile = path.join(folder, 'development.jwks.json');
    this.#privateFile = path.join(folder, 'development.private.json');
  }

  /** The keys of the data folder, made at their first use. Only the folder's user can read them. */
  static async of(dataFolder: string): Promise<DevelopmentKeys> {
    const folder = path.join(dataFolder, 'keys');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const keys = new DevelopmentKeys(folder);
    if (!existsSync(keys.#privateFile)) await keys.#make();
    const { d: _, ...publicKey } = keys.#read();
    writeWhole(keys.jwksFile, { keys: [publicKey] }, renameSync);
    return keys;
  }

  async sign({ subject, ...claims }: DevelopmentClaims, audience: string, seconds: number): Promise<string> {
    const jwk = this.#read();
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid!, typ: 'JWT' })
      .setIssuer(developmentIssuer)
      .setAudience(audience)
      .setSubject(subject)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(await importJWK(jwk, 'EdDSA'));
  }

  async #make(): Promise<void> {
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    const common = { kid: `development-${Date.now()}`, alg: 'EdDSA', use: 'sig' };
    try {
      // Of two that make keys at once, the first wins.
      writeWhole(this.#privateFile, { ...(await exportJWK(privateKey)), ...common }, linkSync);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }

  #read(): JWK {
    return JSON.parse(readFileSync(this.#privateFile, 'utf8')) as JWK;
  }
}

/** Whole or not at all, because others may read it now. */
function writeWhole(file: string, value: object, place: (from: string, to: string) => void): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  try {
    place(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
