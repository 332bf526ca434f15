/** Once `waymark.yaml` lists the events, a misspelt one is found here and not by contacts who never enter. */
import type { ReadItem } from '../dispatch.ts';
import type { ConditionRule, Known, TriggerRule } from '../known.ts';
import type { Reference } from '../reading.ts';
import type { Problem } from '../report.ts';
import { pathTo, unknownName } from '../unknown-name.ts';

export const triggerEventExists: TriggerRule = ({ trigger, item, path, refersTo }, known) =>
  eventProblems(refersTo, trigger['where'], item, path, known);

export const askedEventExists: ConditionRule = ({ condition, item, path, refersTo }, { known }) =>
  eventProblems(refersTo, condition['where'], item, path, known);

function eventProblems(
  references: readonly Reference[],
  where: unknown,
  item: ReadItem,
  path: Problem['path'],
  known: Known,
): Problem[] {
  return references.flatMap((reference) => {
    const events = known.settings?.events;
    if (reference.kind === 'event' && events && !Object.hasOwn(events, reference.name)) {
      const wayOut = 'A new one is listed under `events` in waymark.yaml.';
      const place = pathTo(item, path, reference.at);
      return [
        unknownName({
          code: 'WM214',
          what: 'event',
          name: reference.name,
          known: Object.keys(events),
          path: place,
          wayOut,
        }),
      ];
    }
    return reference.at === 'not-followed-by' ? [] : whereProblems(where, reference, path, known);
  });
}

/** `where` may only ask for what the event or the form carries. */
function whereProblems(where: unknown, { kind, name }: Reference, path: Problem['path'], known: Known): Problem[] {
  const carried = dataOf(kind, name, known);
  if (!carried || typeof where !== 'object' || where === null) return [];
  return Object.keys(where).flatMap((asked) => {
    const [root = ''] = asked.split('.');
    if (carried.includes(root)) return [];
    const place = [...path, 'where', asked];
    const wayOut = `It carries: ${carried.join(', ')}.`;
    return [
      unknownName({
        code: 'WM222',
        what: `value in \`${name}\``,
        name: root,
        known: carried,
        path: place,
        on: 'key',
        wayOut,
      }),
    ];
  });
}

/** What an event or a form brings along; `undefined` where nobody has listed it. */
export function dataOf(kind: string, name: string, { settings, forms }: Known): string[] | undefined {
  if (kind === 'survey' && settings?.surveys && Object.hasOwn(settings.surveys, name))
    return Object.keys(settings.surveys[name]!.questions);
  const listed =
    kind === 'event' && settings?.events && Object.hasOwn(settings.events, name) ? settings.events[name] : undefined;
  const data = kind === 'form' ? forms?.get(name)?.fields : listed;
  return data && Object.keys(data).length > 0 ? Object.keys(data) : undefined;
}
