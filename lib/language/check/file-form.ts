/** What kind of file a path names, and what is said of one that holds nothing of its kind. */
import { isDefinitionName } from '../names.ts';
import type { Source } from '../source.ts';
import type { Problem, Report } from './report.ts';
import { aValue } from './say-value.ts';

export type Room = 'definition' | 'segment' | 'form' | 'survey' | 'template' | 'settings' | 'scenario' | 'next';

/** A definition as it is to be, which only scenarios read. */
export const NEXT = '.next.yaml';

const rooms: Record<string, Room> = {
  journeys: 'definition',
  workflows: 'definition',
  segments: 'segment',
  forms: 'form',
  surveys: 'survey',
  templates: 'template',
};

/** By its folder; `undefined` for what is none of ours. */
export function roomOf(path: string): Room | undefined {
  const folders = path.split('/').slice(0, -1);
  if (path.endsWith('.scenario.yaml')) return 'scenario';
  if (path.endsWith(NEXT)) return 'next';
  const room = folders.map((folder) => (Object.hasOwn(rooms, folder) ? rooms[folder] : undefined)).findLast(Boolean);
  return room ?? (baseOf(path) === 'waymark.yaml' ? 'settings' : undefined);
}

export const baseOf = (path: string): string => path.split('/').at(-1) ?? path;

/** The name that a file gives to what is inside. */
export const nameOfFile = (path: string): string => baseOf(path).replace(/\.(ya?ml|ts)$/, '');

export function sayUnreadFile({ value }: Source, report: Report): void {
  if (value === undefined) return;
  const message = value === null ? 'The file is empty.' : `The file is ${aValue(value)} and no map.`;
  const hint = 'It begins with what it is and its name: `journey: trial-activation`.';
  report.note({ code: 'WM318', message, hint, path: [] });
}

/** `journey: trial-activation` is missing, by which everything else would be known. */
export const sayNoHead = (key: string, { file }: Source): Problem => ({
  code: 'WM303',
  message: `The file does not say which ${key} it is.`,
  hint: `Begin it with \`${key}: ${nameOfFile(file)}\`.`,
  path: [],
  ...(isDefinitionName(nameOfFile(file)) && { repair: { do: 'begin', key, text: nameOfFile(file) } }),
});

/** What is inside is found by the file's name, so the two must agree. */
export function noteFileName(file: string, name: string | undefined, key: string, report: Report): void {
  if (name === undefined || nameOfFile(file) === name) return;
  const message = `The file is called \`${baseOf(file)}\`, and what is inside \`${name}\`.`;
  const ending = file.endsWith('.ts') ? 'ts' : 'yaml';
  const hint = `Rename the file to \`${name}.${ending}\`, or write \`${key}: ${nameOfFile(file)}\`.`;
  report.note({ code: 'WM202', message, hint, path: [key] });
}
