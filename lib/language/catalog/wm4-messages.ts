/** WM4…: messages, and what the law and good manners ask of them. */
import type { Catalog } from './entry.ts';

export const messagesCatalog: Catalog = {};
