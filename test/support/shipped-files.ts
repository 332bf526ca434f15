/** The project that comes with the repository, as texts: path below the folder → text. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export function shippedFiles(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}
