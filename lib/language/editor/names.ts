/** The team's own names as an editor offers them: templates of the channel, fields, events, whatever a kind names. */
import type { Known } from '../check/known.ts';
import { fieldNames } from '../check/rules/fields.ts';
import type { JsonSchema } from './json-schema.ts';

/** What is named, and by whom: a `template` by `send-email`, on the channel `email`. */
export interface Reference {
  kind: string;
  /** The kind of step, condition or trigger that names it. */
  by?: { what: string; kind: string };
  channel?: string;
  /** Other names may be meant as well. */
  isOpen?: boolean;
}

/** `topic`, and for texts that may name something else besides `any topic`: what stands in a value's own schema. */
export function readReference(written: string): Reference {
  const kind = written.replace(/^any /, '');
  return kind === written ? { kind } : { kind, isOpen: true };
}

/** What narrows a text to the names that the check will know; nothing where any name may be meant. */
export function namesOf(reference: Reference, known: Known): JsonSchema {
  const { kind, isOpen = open.has(kind) } = reference;
  const names = Object.hasOwn(lists, kind) ? (lists[kind]?.(known, reference) ?? []) : [];
  // A list without names would refuse everything, in words that help nobody: the check says how one comes to be.
  if (names.length === 0) return {};
  if (isOpen) return { anyOf: [{ enum: names }, { type: 'string', minLength: 1 }] };
  if (!leadOn.has(kind)) return { enum: names };
  return { anyOf: [{ enum: names }, { type: 'string', pattern: `^(${names.map(escaped).join('|')})\\..` }] };
}

/** A step of the file may be meant, or an address. */
const open = new Set(['step-or-template', 'colleague']);

/** A path may go on from the name: `company.size`. */
const leadOn = new Set(['field']);

const lists: Record<string, (known: Known, reference: Reference) => string[] | undefined> = {
  template: ({ templates }, { channel }) =>
    keysOf(templates).filter((name) => channel === undefined || templates?.get(name)?.has(channel)),
  'email-template': (known) => lists['template']?.(known, { kind: 'template', channel: 'email' }),
  'sms-template': (known) => lists['template']?.(known, { kind: 'template', channel: 'sms' }),
  'step-or-template': ({ templates }) => keysOf(templates),
  // Who is in a segment with a rule is decided by the rule: no step puts anybody there.
  segment: ({ segments }, { by }) =>
    keysOf(segments).filter((name) => by?.what !== 'step' || !segments?.get(name)?.byRule),
  definition: ({ definitions }, { by }) => {
    // A condition on a journey may mean a workflow as well: both have runs.
    const wanted = by?.what === 'step' ? by.kind.split('-').at(-1) : undefined;
    const isWanted = (name: string) => !isDefinitionKind(wanted) || definitions?.get(name)?.kind === wanted;
    return keysOf(definitions).filter(isWanted);
  },
  form: ({ forms }) => keysOf(forms),
  survey: ({ settings }) => Object.keys(settings?.surveys ?? {}),
  event: ({ settings }) => Object.keys(settings?.events ?? {}),
  topic: ({ settings }) => Object.keys(settings?.topics ?? {}),
  field: ({ settings }) => fieldNames(settings),
  colleague: ({ settings }) => ['owner', ...Object.keys(settings?.teams ?? {}).map((team) => `team:${team}`)],
};

const isDefinitionKind = (word: string | undefined) => word === 'journey' || word === 'workflow';

const keysOf = (names: ReadonlyMap<string, unknown> | undefined): string[] => [...(names?.keys() ?? [])].sort();

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
