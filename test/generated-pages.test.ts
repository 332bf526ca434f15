/** A page that tells what the product can do tells what it can do now. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { generatedPages } from '../bin/generated-pages.ts';
import { anchor } from '../lib/language/reference/markdown.ts';
import { projectRoot } from './support/imports.ts';

const pages = Object.keys(generatedPages);

test.each(pages)('%s is what `npm run docs` writes', (page) => {
  const written = readFileSync(path.join(projectRoot, page), 'utf8');

  expect(written === generatedPages[page]!(), `${page} is older than what it tells about: run npm run docs`).toBe(true);
});

test.each(pages)('every link of %s leads somewhere, and no two headings to one place', (page) => {
  const text = generatedPages[page]!().replaceAll(/```[\s\S]*?```/g, '');
  const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading));
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);

  expect(anchors.filter((one, index) => anchors.indexOf(one) !== index)).toEqual([]);
  for (const to of links) {
    if (to.startsWith('#')) expect(anchors).toContain(to.slice(1));
    else if (!to.includes('://'))
      expect(existsSync(path.join(projectRoot, path.dirname(page), to.split('#')[0]!)), to).toBe(true);
  }
});

test('the README leads to every one of them', () => {
  const readme = readFileSync(path.join(projectRoot, 'README.md'), 'utf8');

  for (const page of pages) expect(readme).toContain(`](${page})`);
});
