/** Names each step by what it does, never by where it stands, so that inserting one leaves all others their history. */
import { slug } from '../names.ts';
import { stepKind } from '../registry.ts';
import type { ReadItem } from './dispatch.ts';
import type { FoundStep } from './reading.ts';
import type { Problem, Report } from './report.ts';

export function idOf(item: ReadItem): string {
  const own = item.values['id'];
  if (typeof own === 'string') return own;
  const main = mainValueOf(item);
  return main === undefined ? item.kind : slug(`${item.kind} ${main}`);
}

/** The head as text; heads that are maps or lists have none. */
export function mainValueOf({ kind, raw, values }: ReadItem): string | undefined {
  const written = raw[kind];
  const { idFrom } = stepKind(kind);
  if (idFrom && values[kind] !== undefined) return idFrom(values[kind]);
  return typeof written === 'string' || typeof written === 'number' ? String(written) : undefined;
}

/** Words that already mean something where a step's id may stand. */
const taken = new Set([
  'start',
  'ever',
  'end',
  'contact',
  'event',
  'input',
  'ticket',
  'deal',
  'order',
  'with',
  'constructor',
  'prototype',
]);

export function idProblems(steps: readonly FoundStep[], report: Report): Problem[] {
  const first = new Map<string, FoundStep>();
  const used = new Set(steps.map(({ step }) => step.id));
  /** `wait-1-day-2`, and so on: the step that came first keeps its id and with it its history. */
  const freeId = (id: string): string => {
    let count = 2;
    while (used.has(`${id}-${count}`)) count++;
    used.add(`${id}-${count}`);
    return `${id}-${count}`;
  };
  return steps.flatMap((found): Problem[] => {
    const { id } = found.step;
    const own = Object.hasOwn(found.item.raw, 'id');
    const other = first.get(id);
    first.set(id, other ?? found);
    if (!other && !taken.has(id) && !(own && id.includes('--'))) return [];
    const at = {
      path: [...found.path, own ? 'id' : found.item.headKey],
      on: own ? ('value' as const) : ('key' as const),
    };
    if (taken.has(id)) {
      const hint = 'Choose another id.';
      return [{ code: 'WM206', message: `\`${id}\` has a meaning of its own and cannot name a step.`, hint, ...at }];
    }
    if (own && id.includes('--')) {
      const hint = 'Write one dash: two stand between a call and a step of the journey that is called.';
      return [{ code: 'WM206', message: `\`${id}\` has two dashes in a row.`, hint, ...at }];
    }
    if (!other) return [];
    const message = `Two steps are called \`${id}\`: this one and the one at ${report.placeText(other.path)}.`;
    const repair = own ? undefined : ({ do: 'add', path: found.path, key: 'id', text: freeId(id) } as const);
    return [{ code: 'WM204', message, hint: 'Give one of them an `id` of its own.', repair, ...at }];
  });
}
