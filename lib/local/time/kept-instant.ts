/** Keeps where virtual time stands on disk, so that a restart finds the same day that contacts have lived up to. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

export interface KeptInstant {
  kind: 'virtual' | 'real';
  now: string;
}

export function readKeptInstant(file: string): KeptInstant | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as KeptInstant;
    return Number.isNaN(Date.parse(kept.now)) ? undefined : kept;
  } catch {
    return undefined;
  }
}

/** Whole or not at all, whenever the process dies. */
export function keepInstant(file: string, kept: KeptInstant): void {
  const draft = `${file}.draft`;
  writeFileSync(draft, JSON.stringify(kept));
  renameSync(draft, file);
}
