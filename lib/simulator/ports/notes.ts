/** What the engine remembers in a simulation. */
import type { Notes } from '../../engine/ports.ts';
import { freeze } from './freeze.ts';

export function createMemoryNotes(): Notes {
  const notes = new Map<string, { note: object; rev: number }>();
  return {
    read: async <Note extends object>(name: string) => notes.get(name) as { note: Note; rev: number } | undefined,
    async keep(name, note, expectedRev) {
      if ((notes.get(name)?.rev ?? 0) !== expectedRev) return 'lost';
      notes.set(name, { note: freeze(note), rev: expectedRev + 1 });
      return 'written';
    },
  };
}
