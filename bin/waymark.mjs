#!/usr/bin/env node
/** `npx waymark …` from whatever Node the operator has: hands over to the command line on the pinned one. */
import { fileURLToPath } from 'node:url';
import { withDependencies } from './toolchain/with-dependencies.mjs';

const cli = fileURLToPath(new URL('waymark.ts', import.meta.url));
await withDependencies(['node', cli, ...process.argv.slice(2)]);
