/** What the engine writes down for itself, so that whoever goes on with a job after a crash knows how far it has come. */
import type { JsonMap } from '../language/json.ts';

/** How far a job has come, what stood where when it was looked at last. */
export interface Notes {
  /** Strong read. */
  read(name: string): Promise<{ note: JsonMap; rev: number } | undefined>;
  /** Replaces the note if its `rev` is still `expectedRev`; 0 where there is none yet. Nobody asks for it after `until`. */
  keep(name: string, note: JsonMap, expectedRev: number, until?: string): Promise<'written' | 'lost'>;
}
