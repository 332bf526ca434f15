#!/usr/bin/env node
/** Stands in front of every npm script, so that a fresh clone needs one command: installs what is missing, then runs it. */
import { withDependencies } from './toolchain/with-dependencies.mjs';

await withDependencies(process.argv.slice(2));
