import { describe, expect, test } from 'vitest';
import { catalog } from '../../lib/language/catalog/index.ts';
import { readSource, trapDiagnostics } from '../../lib/language/source.ts';

const aboutFiles = Object.entries(catalog).filter(([code]) => code.startsWith('WM0'));

// Everything is wanted as text here: the check knows better, and runs the whole catalog.
const found = (text: string) => {
  const source = readSource(text, 'example.yaml');
  return [...source.problems, ...trapDiagnostics(source, (path) => path[0] === 'purpose')].map(({ code }) => code);
};

test('every code has a shape of its own and says something', () => {
  for (const [code, { title, bad, good }] of Object.entries(catalog)) {
    expect(code).toMatch(/^WM[0-6]\d\d$/);
    expect([title, bad, good].every((text) => text.trim() !== '')).toBe(true);
    expect(title).not.toMatch(/\.$/);
  }
});

describe('the bad example of a code earns it, the good one does not', () => {
  test.each(aboutFiles)('%s', (code, { bad, good, times = 1 }) => {
    expect(found(bad.repeat(times))).toEqual([code]);
    expect(found(good)).toEqual([]);
  });
});
