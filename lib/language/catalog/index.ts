/** Every code the check can print, each with a bad and a good example; `explain` and the reference page read it. */
import type { Catalog } from './entry.ts';
import { sourceCatalog } from './wm0-source.ts';
import { valuesCatalog } from './wm1-values.ts';
import { namesCatalog } from './wm2-names.ts';
import { referencesCatalog } from './wm2-references.ts';
import { structureCatalog } from './wm3-structure.ts';
import { rulesCatalog } from './wm4-rules.ts';
import { scenariosCatalog } from './wm5-scenarios.ts';
import { versionsCatalog } from './wm6-versions.ts';
import { askedCatalog } from './wm24-asked.ts';
import { templatesCatalog } from './wm40-templates.ts';
import { decisionsCatalog } from './wm47-decisions.ts';
import { triggersCatalog } from './wm48-triggers.ts';

export type { Catalog, CatalogEntry } from './entry.ts';

export const catalog: Catalog = {
  ...sourceCatalog,
  ...valuesCatalog,
  ...namesCatalog,
  ...referencesCatalog,
  ...structureCatalog,
  ...templatesCatalog,
  ...rulesCatalog,
  ...decisionsCatalog,
  ...triggersCatalog,
  ...askedCatalog,
  ...scenariosCatalog,
  ...versionsCatalog,
};
