/** Where the shipped definitions and functions are, wherever the command was started. */
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url));
