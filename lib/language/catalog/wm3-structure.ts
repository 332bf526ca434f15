/** WM3…: how steps, branches and triggers hang together. */
import type { Catalog } from './entry.ts';

export const structureCatalog: Catalog = {};
