/** What the engine writes down for itself, so that whoever goes on with a job after a crash knows how far it has come. */

/** How far a job has come, what stood where when it was looked at last. */
export interface Notes {
  /** Strong read; what it is, only whoever keeps notes of that name knows. */
  read<Note extends object>(name: string): Promise<{ note: Note; rev: number } | undefined>;
  /** Replaces the note if its `rev` is still `expectedRev`; 0 where there is none yet. Nobody asks for it after `until`. Plain data. */
  keep(name: string, note: object, expectedRev: number, until?: string): Promise<'written' | 'lost'>;
}
