/** WM5…: scenarios. */
import type { Catalog } from './entry.ts';

export const scenariosCatalog: Catalog = {};
