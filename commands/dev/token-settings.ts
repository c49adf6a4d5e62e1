import { type Authenticate, acceptTokens, IssuerKeys, type Logger } from '../../gateway/http/index.js';
import { shown } from '../../schema/errors/catalogue.js';
import type { Config } from '../config.js';
import { readSettings } from '../settings/settings.js';
import { DevelopmentKeys, developmentIssuer } from './development-keys.js';
import { Failure } from './failure.js';

/** Whose tokens are accepted. */
export interface TokenSettings {
  /** A JSON Web Key Set: path of a file, or an http(s) URL. */
  jwks: string;
  issuer: string;
  audience: string;
}

/** What tokens are made out to where nothing is configured. */
const usualAudience = 'preschool-quality-hub';

/** The configured issuer, or null where development keys are to serve; those are refused in production. */
export function readTokenSettings(env: NodeJS.ProcessEnv = process.env): TokenSettings | null {
  const { jwks, issuer, audience = usualAudience } = readSettings(env, []).tokens;
  const isProduction = env.NODE_ENV === 'production';
  if (!jwks && !issuer) {
    if (!isProduction) return null;
    throw new Failure(
      'NODE_ENV is production: development keys are refused, so HUB_JWKS and HUB_TOKEN_ISSUER must say whose tokens count.',
    );
  }
  if (!issuer) {
    throw new Failure(
      'HUB_JWKS, HUB_TOKEN_ISSUER: expected both or neither, got HUB_JWKS alone. The keys say that a token is genuine, ' +
        'HUB_TOKEN_ISSUER (the «iss» of the tokens) whose it must be: without it anybody whose keys are in the set would count.',
    );
  }
  if (!jwks) {
    throw new Failure(
      'HUB_JWKS, HUB_TOKEN_ISSUER: expected both or neither, got HUB_TOKEN_ISSUER alone. Its tokens are checked with the ' +
        'keys of HUB_JWKS, a file or an https URL: development keys are not those of another issuer.',
    );
  }
  if (isProduction && issuer === developmentIssuer) {
    throw new Failure('NODE_ENV is production: tokens of the development issuer are refused; set HUB_TOKEN_ISSUER.');
  }
  if (/^[a-z]+:/i.test(jwks) && !isSafe(jwks)) {
    throw new Failure(`HUB_JWKS: expected a file, or an https URL (http on this machine), got ${shown(jwks)}.`);
  }
  return { jwks, issuer, audience };
}

/** The settings, or those of development keys made for the data folder. */
export async function tokenSettings(config: Config, env: NodeJS.ProcessEnv = process.env): Promise<TokenSettings> {
  const settings = readTokenSettings(env);
  if (settings) return settings;
  const { jwksFile } = await DevelopmentKeys.of(config.dataFolder);
  return {
    jwks: jwksFile,
    issuer: developmentIssuer,
    audience: readSettings(env, []).tokens.audience ?? usualAudience,
  };
}

/** Verifies tokens for a server of ours. */
export async function authenticateBy(config: Config, log: Logger): Promise<Authenticate> {
  const { jwks, issuer, audience } = await tokenSettings(config);
  const source = /^https?:/i.test(jwks) ? new URL(jwks) : jwks;
  const keys = new IssuerKeys({ source, log, timeoutMs: config.settings.tokens.timeoutMs });
  return acceptTokens({ keys, issuer, audience, log });
}

/** For the programs that `npm start` starts. */
export function tokenEnvironment({ jwks, issuer, audience }: TokenSettings): Record<string, string> {
  return { HUB_JWKS: jwks, HUB_TOKEN_ISSUER: issuer, HUB_TOKEN_AUDIENCE: audience };
}

/** Keys that come over a network unprotected could be anybody's. */
function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isHere);
}
