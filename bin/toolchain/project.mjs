/** Where this checkout keeps its packages and the Node that everything of Waymark runs on. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const isWindows = process.platform === 'win32';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const packagesFolder = join(root, 'node_modules');
export const binFolder = join(packagesFolder, '.bin');
export const pinnedNode = join(packagesFolder, 'node', 'bin', isWindows ? 'node.exe' : 'node');

/** The pinned Node, or this one where the package has no binary for the platform and this one is as new. */
export const nodeToRun = () => (existsSync(pinnedNode) ? pinnedNode : process.execPath);

/** npm scripts and our commands find the pinned Node first … */
export const withPinnedPath = (env) => ({ ...env, [pathKey(env)]: [binFolder, ...otherFolders(env)].join(delimiter) });

/** … while an install runs on the Node that the machine has: it takes the pinned one away and puts it back. */
export const withHostPath = (env) => ({ ...env, [pathKey(env)]: otherFolders(env).join(delimiter) });

const pathKey = (env) => Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
const otherFolders = (env) => (env[pathKey(env)] ?? '').split(delimiter).filter((folder) => folder !== binFolder);
