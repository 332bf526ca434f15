/** Writes the pages that tell what the product can do, from what does it: `npm run docs`. A test compares them. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generatedPages } from './generated-pages.ts';

const root = path.join(import.meta.dirname, '..');
for (const [page, text] of Object.entries(generatedPages)) {
  await writeFile(path.join(root, page), text());
  console.log(page);
}
