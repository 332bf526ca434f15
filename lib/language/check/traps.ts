/** Tells an author which values YAML changed, where text was wanted, and keeps silent where a number is one. */
import type { Path } from '../diagnostics.ts';
import { type Source, trapDiagnostics } from '../source.ts';
import type { Fields } from './fields.ts';
import { type PlacedFields, placeKey } from './reading.ts';
import type { Report } from './report.ts';
import { schemaAt, wantsText } from './schema-tree.ts';

/** `placed`: which schema reads the map at a path. */
export function noteTraps(source: Source, placed: readonly PlacedFields[], report: Report): void {
  if (source.traps.length === 0) return;
  const fieldsAt = new Map(placed.map(({ path, fields }) => [placeKey(path), fields]));
  report.diagnostics.push(...trapDiagnostics(source, (path) => isTextWantedAt(path, fieldsAt)));
}

function isTextWantedAt(path: Path, fieldsAt: ReadonlyMap<string, Fields>): boolean {
  for (let length = path.length - 1; length >= 0; length--) {
    const fields = fieldsAt.get(placeKey(path.slice(0, length)));
    if (!fields) continue;
    const schema = fields.byKey.get(String(path[length]))?.schema;
    const part = schema && schemaAt(schema, path.slice(length + 1));
    return part !== undefined && wantsText(part);
  }
  return false;
}
