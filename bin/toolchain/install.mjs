/** Brings node_modules in line with package-lock.json for somebody who cloned a minute ago and typed one command. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cureFor } from './cures.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { showProgress } from './progress.mjs';
import { binFolder, packagesFolder, pinnedNode, root, withHostPath } from './project.mjs';

const lockFile = join(root, 'package-lock.json');
const stampFile = join(packagesFolder, '.waymark-lock');

/** Silent and quick when all is there. Throws an error whose message is one sentence with the way out. */
export async function ensureInstalled() {
  if (isStamped() && hasNode()) return;
  const onWait = () => process.stderr.write('Another Waymark command is installing; this one goes on after it …\n');
  await oneAtATime(join(root, '.waymark', 'install'), onWait, async (nameProcess) => {
    if (!isStamped() && !npmInstalledIt()) await installPackages(nameProcess);
    if (!hasNode()) await installNode(nameProcess);
    mkdirSync(packagesFolder, { recursive: true });
    writeFileSync(stampFile, lockHash());
  });
}

const lockHash = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex');
const isStamped = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash();

/** True after an `npm ci` or `npm install` by hand too: npm leaves a list of what it put there. */
function npmInstalledIt() {
  const installedFile = join(packagesFolder, '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted)
    .filter(([path, { optional, devOptional }]) => path !== '' && !optional && !devOptional)
    .every(([path, { version }]) => installed[path]?.version === version);
}

async function installPackages(nameProcess) {
  const reason = existsSync(stampFile) ? 'package-lock.json changed' : 'first time only';
  // Without --include=dev a NODE_ENV=production in the shell would leave the pinned Node out.
  const flags = ['--include=dev', '--loglevel=error', '--no-progress', '--no-audit', '--no-fund'];
  const patience = ['--fetch-retries=3', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=8000'];
  await run(`Installing (${reason}) …`, ...npm(['ci', ...flags, ...patience]), root, nameProcess);
}

/** npm itself by path where an npm script started us: on Windows `npm` is no program that can be spawned. */
function npm(args) {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  return cli?.endsWith('npm-cli.js') ? [node ?? process.execPath, [cli, ...args]] : ['npm', args];
}

const pinnedMajor = () =>
  Number.parseInt(JSON.parse(readFileSync(lockFile, 'utf8')).packages['node_modules/node']?.version, 10);
const hasNode = () => existsSync(pinnedNode) || !(Number.parseInt(process.versions.node, 10) < pinnedMajor());

/** The package `node` is a script that fetches the binary, and npm may have been told to run no scripts. */
async function installNode(nameProcess) {
  const folder = join(packagesFolder, 'node');
  await run('Installing Node itself …', process.execPath, ['installArchSpecificPackage.js'], folder, nameProcess);
  if (!existsSync(pinnedNode)) {
    throw new Error(
      `There is no Node ${pinnedMajor()} for ${process.platform} ${process.arch} in the registry: install it from https://nodejs.org, then run the same command again.`,
    );
  }
  const link = join(binFolder, 'node');
  if (!existsSync(link)) symlinkSync(join('..', 'node', 'bin', 'node'), link);
}

async function run(title, program, args, cwd, nameProcess) {
  const stopProgress = showProgress(title);
  const child = spawn(program, args, {
    cwd,
    env: withHostPath(process.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: program === 'npm' && process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', resolve);
  });
  const endWithChild = (signal) => child.kill(signal) && process.exit(1);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, endWithChild);
  if (child.pid) nameProcess(child.pid);
  const result = await ended;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, endWithChild);
  stopProgress();
  if (result !== 0) throw new Error(cureFor(`${output}\n${result}`));
}
