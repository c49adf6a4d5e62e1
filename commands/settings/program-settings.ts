import { z } from 'zod';
import { defaultKeysTimeoutMs, logLevels, serveDefaults } from '../../gateway/http/index.js';
import { choiceSetting, jsonSetting, numberSetting, portSetting, switchSetting, textSetting } from './setting.js';

/** What every program takes. */
export const commonSettings = {
  logLevel: choiceSetting(logLevels, { usual: 'info', about: 'what is less urgent is not logged' }),
};

/** Where things are, for `npm start` and all that works with what it runs. */
export const placeSettings = {
  port: portSetting({
    usual: '4000',
    about: 'where the hub listens, `0`: any free port; instances take the ports after it',
  }),
  host: textSetting({ usual: serveDefaults.host, about: 'address on which the hub listens' }),
  dataFolder: textSetting({ name: 'HUB_DATA', usual: '.hub', about: 'folder of databases, logs, keys and `run.json`' }),
  ownersFile: textSetting({
    name: 'HUB_OWNERS',
    usual: 'seeds/owners.json',
    about: 'the owners file: one that runs elsewhere needs `code` and `url` alone',
  }),
  synthetic: switchSetting({
    usual: "`npm start`'s own databases alone",
    about: 'whether an empty database is also filled with what is made up',
  }),
};

/** What hub and instances open to clients. */
export const accessSettings = {
  introspection: switchSetting({ usual: 'on; off in production', about: 'whether clients may ask for the schema' }),
};

export const issuerSettings = {
  jwks: textSetting({
    usual: 'keys made for development',
    expected: 'a file, or an https URL',
    about: 'public keys that tokens are checked with: a JSON Web Key Set, as a file or an https URL',
  }),
  issuer: textSetting({
    name: 'HUB_TOKEN_ISSUER',
    about: 'the `iss` that tokens must have; set with `HUB_JWKS`, or neither',
  }),
  audience: textSetting({
    name: 'HUB_TOKEN_AUDIENCE',
    usual: 'preschool-quality-hub',
    about: 'the `aud` that tokens must have',
  }),
  timeoutMs: numberSetting({
    name: 'HUB_JWKS_TIMEOUT_MS',
    unit: 'milliseconds',
    usual: defaultKeysTimeoutMs,
    least: 1,
    about: 'for one reading of the keys over the network',
  }),
};

const ownerAddresses = z.array(
  z.object({ code: z.string(), url: z.string(), municipalities: z.array(z.string()).optional() }),
);

/** Whom the hub asks, and who asks it. */
export const hubPlaceSettings = {
  belowHubs: switchSetting({
    usual: 'off',
    about: 'whether hubs ask this one: it then takes what they add to operations of their clients, as instances do',
  }),
  ownerUrls: jsonSetting(ownerAddresses, {
    expected: 'a list of owners with code and url, as JSON',
    usual: 'those of the owners file',
    about: 'the owners with their addresses, in place of the owners file; `npm start` sets it',
  }),
};

/** Where one instance listens, and its database. */
export const instancePlaceSettings = {
  host: textSetting({ usual: serveDefaults.host, about: 'address on which the instance listens' }),
  port: portSetting({
    usual: "the owner's of the owners file",
    about: 'where the instance listens, `0`: any free port',
  }),
  databaseUrl: textSetting({
    name: 'DATABASE_URL',
    isSecret: true,
    about: 'the database, as `postgres://role:password@host/database`; `DATABASE_URL_<CODE>` is that of one owner',
  }),
};

/** Of the commands that ask the hub. */
export const clientSettings = {
  url: textSetting({ usual: 'the hub that runs here', about: 'the endpoint that is asked' }),
  token: textSetting({ isSecret: true, about: 'the token that says who asks' }),
};
