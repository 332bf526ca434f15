/** `cdk synth` as a team meets it: a mistake in a definition is told as everywhere else, and nothing is deployed. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../support/imports.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'waymark-synth-'));
  cpSync(path.join(projectRoot, 'statemachines'), path.join(folder, 'statemachines'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** As the toolkit calls it, with nothing of AWS around. */
function synth() {
  const { status, stderr } = spawnSync(process.execPath, [path.join(projectRoot, 'bin/app.ts')], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      NO_COLOR: '1',
      CDK_OUTDIR: path.join(folder, 'cdk.out'),
    },
  });
  return { status, stderr };
}

test('a mistake in a definition is shown at its place, and ends the synthesis', () => {
  const file = path.join(folder, 'statemachines/journeys/trial-activation.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('up-to: 3 days', 'up-to: 3 dys'));
  const { status, stderr } = synth();
  writeFileSync(file, text);
  const line = text.split('\n').findIndex((one) => one.includes('up-to: 3 days')) + 1;
  expect(status).toBe(1);
  expect(stderr).toContain(`statemachines/journeys/trial-activation.yaml:${line}:`);
  expect(stderr).toContain('3 days');
  expect(existsSync(path.join(folder, 'cdk.out'))).toBe(false);
}, 60_000);
