/** Prints changes as a reviewer reads them: definition by definition, each step once, with its line. */
import type { Change } from '../../lib/language/diff/change.ts';
import { paint } from '../terminal/paint.ts';
import type { ProjectAt } from '../versions/project-version.ts';

interface Sides {
  before: ProjectAt;
  after: ProjectAt;
}

const signs = {
  added: { sign: '+', color: 'green' },
  removed: { sign: '-', color: 'red' },
  changed: { sign: '~', color: 'yellow' },
  moved: { sign: '>', color: 'cyan' },
} as const;

/** A line each, with an empty one behind each definition. */
export function sayChanges(changes: readonly Change[], sides: Sides): string[] {
  const groups = Map.groupBy(changes, ({ of, name }) => `${of} ${name}`);
  return [...groups].flatMap(([title, group]) => [
    `${paint('bold', title)}${paint('dim', placeOf(group[0]!, sides))}`,
    ...group.map(sayChange),
    '',
  ]);
}

function sayChange({ sign: kind, at, what, path, says }: Change): string {
  const { sign, color } = signs[kind];
  // A step that came or went is named by its title; everything else is told of a step that stays.
  const isTold = path !== undefined && at !== undefined && (what !== 'step' || kind === 'moved');
  return `  ${paint(color, sign)} ${isTold ? `${at}: ` : ''}${says}`;
}

function placeOf({ of, name }: Change, { before, after }: Sides): string {
  if (of !== 'journey' && of !== 'workflow') return '';
  const file = after.checked.fileOf(name) ?? before.checked.fileOf(name);
  return file ? `  ${file}` : '';
}

/** `HEAD → the work tree: 2 definitions and 1 template differ`, `nothing differs`. */
export function summarizeChanges(changes: readonly Change[], { before, after }: Sides): string {
  const things = [...new Set(changes.map(({ of, name }) => `${of} ${name}`))];
  const count = (what: RegExp, one: string) => {
    const number = things.filter((thing) => what.test(thing)).length;
    return number === 0 ? [] : [`${number} ${one}${number === 1 ? '' : 's'}`];
  };
  const parts = [
    ...count(/^journey /, 'journey'),
    ...count(/^workflow /, 'workflow'),
    ...count(/^template /, 'template'),
    ...count(/^segment /, 'segment'),
    ...count(/^form /, 'form'),
    ...(things.some((thing) => thing.startsWith('settings ')) ? ['the settings'] : []),
  ];
  const verb = things.length === 1 ? 'differs' : 'differ';
  const said = parts.length === 0 ? 'nothing differs' : `${parts.join(', ')} ${verb}`;
  return `${before.title} → ${after.title}: ${said}.`;
}
