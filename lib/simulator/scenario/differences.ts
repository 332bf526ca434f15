/** Holds two timelines of one case against each other: a contact must not notice which engine carried them. */
import type { TimelineRow } from '../../engine/ports.ts';
import type { Engine } from '../../language/definition.ts';

/** A line that only one of the engines tells. */
export interface Difference {
  only: Engine;
  row: TimelineRow;
}

/** What counts of a line; order among lines of one instant does not. */
const sayRow = ({ at, contact, definition, step, kind, outcome, reason }: TimelineRow): string =>
  JSON.stringify([at, contact, definition, step, kind, outcome, reason]);

export function differencesOf(standard: TimelineRow[], express: TimelineRow[]): Difference[] {
  const missingFrom = (told: TimelineRow[], rows: TimelineRow[]) => {
    const left = Map.groupBy(told, sayRow);
    return rows.filter((row) => !left.get(sayRow(row))?.pop());
  };
  return [
    ...missingFrom(express, standard).map((row): Difference => ({ only: 'standard', row })),
    ...missingFrom(standard, express).map((row): Difference => ({ only: 'express', row })),
  ].sort((a, b) => (a.row.at < b.row.at ? -1 : a.row.at > b.row.at ? 1 : 0));
}
