/** The page of promises names tests that exist, in the run that it says. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { slow } from '../vitest.slow.config.ts';
import { projectRoot } from './support/imports.ts';

const page = readFileSync(path.join(projectRoot, 'docs/promises.md'), 'utf8');
const rows = page.split('\n').filter((line) => /^\| (?!promise|-)/.test(line));
const promises = rows.map((row) => {
  const [, promise = '', , held = ''] = row.split(' | ').length > 2 ? ['', ...row.slice(2, -2).split(' | ')] : [];
  const [, file = '', title = ''] = /\]\(\.\.\/([^)]+)\) “([^”]+)”/.exec(held) ?? [];
  return { promise, held, file, title };
});

test('every promise names a test', () => {
  expect(promises.length).toBeGreaterThan(20);
  expect(promises.filter(({ file, title }) => file === '' || title === '')).toEqual([]);
});

test.each(promises)('$promise', ({ held, file, title }) => {
  expect(existsSync(path.join(projectRoot, file)), file).toBe(true);
  expect(readFileSync(path.join(projectRoot, file), 'utf8')).toContain(title);
  const isSlow = slow.some((pattern) => path.matchesGlob(file, pattern));
  expect(held.startsWith('daily: '), `${file} runs ${isSlow ? 'in .ci/run only' : 'in npm test'}`).toBe(!isSlow);
});
