import { spawn } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fail, showProgress } from './say.mjs';

/** Whether node_modules holds what the lockfile says; npm notes there what it has installed, when it is done. */
export function areInstalled(root) {
  const note = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const installed = readJson(note).packages;
  const wanted = Object.entries(readJson(path.join(root, 'package-lock.json')).packages);
  return wanted.every(
    ([place, { version, optional }]) => place === '' || optional || installed[place]?.version === version,
  );
}

export async function install(root) {
  const progress = showProgress('Installing packages (npm ci), about half a minute…');
  // Offline, npm tries for minutes before it says so; with what it has kept from before it may still succeed.
  const offline = await cannotReachRegistry(root);
  const { status, output } = await runNpm(root, [
    ...['ci', '--loglevel=error', '--no-fund', '--no-audit'],
    ...['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'],
    offline ? '--offline' : '--prefer-offline',
  ]);
  progress.stop();
  if (status !== 0) fail(explain(output, root));
}

/** The Node that package.json pins: npm's scripts run on it once it is installed. */
export function pinnedNode(root) {
  return readJson(path.join(root, 'package.json')).dependencies.node;
}

/** Its install script puts the program there; without it npm's scripts fall back to the machine's Node in silence. */
export function isNodePinned(root) {
  return ['node', 'node.exe'].some((name) => existsSync(path.join(root, 'node_modules', 'node', 'bin', name)));
}

/** Whether the registry's name means nothing here; false where a proxy would know. */
async function cannotReachRegistry(root) {
  const { output } = await runNpm(root, ['config', 'get', 'registry', 'proxy', 'https-proxy']);
  const settings = Object.fromEntries(output.split('\n').map((line) => line.split(/=(.*)/)));
  const proxy = [settings.proxy, settings['https-proxy'], process.env.HTTP_PROXY, process.env.http_proxy];
  if (proxy.some((value) => value && value !== 'null') || !URL.canParse(settings.registry)) return false;
  return lookup(new URL(settings.registry).hostname).then(
    () => false,
    () => true,
  );
}

/** Runs the npm that runs us, else the one in PATH. */
async function runNpm(root, args) {
  const ours = /npm-cli\.js$/.test(process.env.npm_execpath ?? '') ? process.env.npm_execpath : null;
  const [file, first, shell] = ours ? [process.execPath, [ours], false] : ['npm', [], process.platform === 'win32'];
  const child = spawn(file, [...first, ...args], { cwd: root, shell, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  child.once('error', (error) => fail(`npm cannot be run: ${error.message}`));
  const [status] = await once(child, 'close');
  return { status, output };
}

/** One line out of npm's many. */
function explain(output, root) {
  const code = /npm error code (\w+)/.exec(output)?.[1] ?? '';
  const log = /complete log of this run can be found in: (.+)/.exec(output)?.[1];
  const more = log ? ` (npm's log: ${log.trim()})` : '';
  const start = 'The packages could not be installed: ';
  if (/^(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)$/.test(code)) {
    return `${start}the package registry cannot be reached (${code}); is this machine offline?${more}`;
  }
  if (/^(EACCES|EPERM|EROFS)$/.test(code)) {
    return `${start}${path.join(root, 'node_modules')} cannot be written (${code}); whose folder is it?${more}`;
  }
  if (code === 'ENOSPC') return `${start}the disk is full.${more}`;
  const lines = output.split('\n').filter((line) => /^npm error (?!code|A complete)\S/.test(line));
  return `${start}${lines[0]?.replace('npm error ', '') ?? output.trim().split('\n').at(-1)}${more}`;
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
