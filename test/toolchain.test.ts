/** Holds the first minute of a newcomer: one install for however many commands, the right Node, honest exit codes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../bin', import.meta.url));
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A project with this repository's own wrapper and `packages` in place of ours. */
function aFreshClone(packages: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-clone-'));
  folders.push(folder);
  for (const part of ['with-dependencies.mjs', 'waymark.mjs', 'toolchain']) {
    cpSync(join(bin, part), join(folder, 'bin', part), { recursive: true });
  }
  const manifest = { name: 'clone', version: '1.0.0', devDependencies: packages };
  const locked = Object.entries(packages).map(([name, version]) => [`node_modules/${name}`, { version, dev: true }]);
  const lock = { name: 'clone', lockfileVersion: 3, packages: { '': manifest, ...Object.fromEntries(locked) } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  return folder;
}

function start(folder: string, args: string[], env: Record<string, string> = {}) {
  const options = { cwd: folder, env: { ...process.env, ...env }, stdio: 'pipe' } as const;
  const child = spawn(process.execPath, args, options);
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => (said.out += text));
  child.stderr.on('data', (text) => (said.err += text));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, ...said }));
  return { child: child as ChildProcess, ended, said };
}

const withDependencies = (folder: string, script = '', env: Record<string, string> = {}) =>
  start(
    folder,
    ['bin/with-dependencies.mjs', ...(script ? ['node', '-e', script, '--', 'one', 'two words'] : [])],
    env,
  );

test('two commands on a fresh clone share one install, and a third finds everything in place', async () => {
  const clone = aFreshClone();

  const first = await Promise.all([withDependencies(clone).ended, withDependencies(clone).ended]);
  const third = await withDependencies(clone).ended;

  expect(first.map(({ code }) => code)).toEqual([0, 0]);
  const said = first.map(({ err }) => err).join('');
  expect(said.match(/Installing \(first time only\) … .*\d s\n/g)).toHaveLength(1);
  expect(third).toEqual({ code: 0, out: '', err: '' });
});

test('a changed lock file is installed before the command runs', async () => {
  const clone = aFreshClone();
  await withDependencies(clone).ended;
  writeFileSync(
    join(clone, 'package-lock.json'),
    `${JSON.stringify({ lockfileVersion: 3, packages: { '': { name: 'clone', version: '1.0.0' } } })}\n`,
  );
  rmSync(join(clone, 'node_modules', '.package-lock.json'), { force: true });

  const { code, err } = await withDependencies(clone).ended;

  expect(err).toContain('Installing (package-lock.json changed) …');
  expect(code).toBe(0);
});

test('the command gets its arguments, keeps stdout to itself and its exit code comes back', async () => {
  const clone = aFreshClone();

  const { code, out } = await withDependencies(clone, 'console.log(process.argv.slice(1)); process.exit(7)').ended;

  expect(out.trim()).toBe("[ 'one', 'two words' ]");
  expect(code).toBe(7);
});

test('npx waymark hands its arguments to the command line', async () => {
  const clone = aFreshClone();
  writeFileSync(join(clone, 'bin', 'waymark.ts'), 'const said: string[] = process.argv.slice(2); console.log(said);');

  const { out } = await start(clone, ['bin/waymark.mjs', 'test', '--json']).ended;

  expect(out.trim()).toBe("[ 'test', '--json' ]");
});

test('asking the wrapper to end lets the command say goodbye', async () => {
  const clone = aFreshClone();
  const waits =
    "process.on('SIGTERM', () => { console.log('goodbye'); process.exit(3); }); setInterval(() => {}, 1000); console.log('ready')";

  const { child, ended } = withDependencies(clone, waits);
  await once(child.stdout!, 'data');
  child.kill('SIGTERM');

  const { code, out } = await ended;
  expect(out).toBe('ready\ngoodbye\n');
  expect(code).toBe(3);
});

test('without a network the newcomer reads one sentence with the way out', async () => {
  const clone = aFreshClone({ 'no-such-package-anywhere': '1.0.0' });
  const offline = { npm_config_offline: 'true', npm_config_cache: join(clone, 'empty-cache') };

  const { code, err } = await withDependencies(clone, '', offline).ended;

  expect(code).toBe(1);
  const lines = err.trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(
    /^The install failed, because the package registry cannot be reached: .* run the same command again\.$/,
  );
});
