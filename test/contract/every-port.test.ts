/** A port without a suite is a promise without a test. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const noSuite: Record<string, string> = {
  publicUrl: 'a setting, no port',
};

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

test('every port of the engine has a suite, and the suite is tried on both halves', () => {
  const source = readFileSync('lib/engine/ports.ts', 'utf8');
  const body = /export interface EnginePorts \{([^}]*)\}/.exec(source)![1]!;
  const ports = [...body.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name!).filter((name) => !(name in noSuite));
  expect(ports.length).toBeGreaterThan(15);

  const files = readdirSync('test/contract');
  const tests = files
    .filter((file) => file.endsWith('.test.ts') || file === 'table-contracts.ts')
    .map((file) => readFileSync(`test/contract/${file}`, 'utf8'));
  for (const port of [...ports, 'schedules', 'changes']) {
    expect(files).toContain(`${kebab(port)}.ts`);
    const uses = tests.flatMap((text) => text.match(new RegExp(`^ *${port}Contract\\(`, 'gm')) ?? []);
    expect(uses.length, `suites of ${port} that are tried`).toBeGreaterThan(1);
  }
});
