/** Every page that nobody writes by hand, one line each: what it says comes from what it tells about. */
import { catalog } from '../lib/language/catalog/index.ts';
import { diagnosticsPage } from '../lib/language/catalog/reference.ts';
import { languageRegistry } from '../lib/language/editor/registry.ts';
import { referenceOf } from '../lib/language/reference/index.ts';
import { languagePage } from '../lib/language/reference/markdown.ts';
import { withScenarios } from '../lib/simulator/scenario/described.ts';
import { readExamples } from '../test/support/capability-examples.ts';
import { decisionsPage } from './decisions-page.ts';

export const generatedPages: Readonly<Record<string, () => string>> = {
  'docs/decisions.md': () => decisionsPage(readExamples()),
  'docs/diagnostics.md': () => diagnosticsPage(catalog),
  'docs/language.md': () => languagePage(referenceOf(withScenarios(languageRegistry))),
};
