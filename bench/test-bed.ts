import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { projectFolder } from '../commands/config.js';
import { startPostgres } from '../commands/dev/postgres.js';
import { type Part, startPart } from './processes.js';

/** What every bench stands on: a folder, PostgreSQL, an issuer of tokens, and processes that all end with it. */
export interface Stage {
  readonly folder: string;
  /** For whoever is to accept the tokens. */
  readonly tokens: Record<string, string>;
  /** A token with these claims, valid for a day. */
  sign(claims: object): Promise<string>;
  /** Starts a module of the project as a process of its own. */
  start<Ready = { url: string }>(...part: Parameters<typeof startPart>): Promise<Part<Ready>>;
  /** One owner's instance, or that of `all`, with data: on a database that stays when it ends. Port 0: one that is free. */
  startInstance(code: string, port?: string): Promise<Part<{ url: string }>>;
  stop(): Promise<void>;
}

const issuer = 'bench';

export async function setStage(): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hub-bench-'));
  const stops: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const undo of stops.splice(0).reverse()) await undo();
  };
  const start: Stage['start'] = async <Ready>(...[module, ...more]: Parameters<typeof startPart>) => {
    const part = await startPart<Ready>(path.join(projectFolder, module), ...more);
    stops.push(part.stop);
    return part;
  };
  try {
    const postgres = await startPostgres({ dataFolder: folder, forTests: true });
    stops.push(postgres.stop);
    // In production nothing starts without knowing whose tokens count.
    const { publicKey, privateKey } = await generateKeyPair('EdDSA');
    const key = { ...(await exportJWK(publicKey)), kid: issuer, alg: 'EdDSA', use: 'sig' };
    const keysFile = path.join(folder, 'keys.json');
    writeFileSync(keysFile, JSON.stringify({ keys: [key] }));
    const tokens = { HUB_JWKS: keysFile, HUB_TOKEN_ISSUER: issuer };
    return {
      folder,
      tokens,
      sign: (claims) =>
        new SignJWT({ ...claims })
          .setProtectedHeader({ alg: 'EdDSA', kid: issuer, typ: 'JWT' })
          .setIssuer(issuer)
          .setAudience('preschool-quality-hub')
          .setIssuedAt()
          .setExpirationTime('24h')
          .sign(privateKey),
      start,
      async startInstance(code, port = '0') {
        const env = {
          ...tokens,
          HUB_SYNTHETIC: 'on',
          DATABASE_URL: await postgres.createOwner(code),
          HUB_INSTANCE_PORT: port,
        };
        return start('dist/commands/instance.js', [code], env);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
