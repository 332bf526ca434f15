/** Reads one journey or workflow, in whatever notation, into the one object that all behind the check work on. */
import { Temporal } from 'temporal-polyfill';
import { CAMPAIGN_OVER, type CheckedDefinition } from '../definition.ts';
import { hasErrors } from '../diagnostics.ts';
import { isDefinitionName } from '../names.ts';
import type { Source } from '../source.ts';
import { mostSteps, visitor } from './blocks.ts';
import { type DefinitionValues, journeyShape, workflowShape } from './definition-shape.ts';
import { isMap } from './dispatch.ts';
import { fieldsOf, readFields } from './fields.ts';
import { sayNoHead } from './file-form.ts';
import { isKnownLater } from './later.ts';
import { createReading, type Reading } from './reading.ts';
import type { Problem, Report } from './report.ts';

export type DefinitionKind = 'journey' | 'workflow';

/** A definition as far as it could be read: the rules look at what is there, whatever else is wrong. */
export interface ReadDefinition extends Reading {
  kind: DefinitionKind;
  /** The name inside, if it is one. */
  name?: string;
  source: Source;
  raw: Record<string, unknown>;
  values: DefinitionValues;
}

const fields = {
  journey: fieldsOf('A journey', journeyShape),
  workflow: fieldsOf('A workflow', workflowShape),
};

/** Nothing comes back for a file that holds no map at all. */
export function readDefinition(source: Source, expected: DefinitionKind, report: Report): ReadDefinition | undefined {
  const raw = source.value;
  if (!isMap(raw)) return undefined;
  const kind = kindOf(raw, expected);
  const reading = createReading(report);
  reading.fieldsAt.push({ path: [], fields: fields[kind] });
  const { values } = readFields(fields[kind], raw, {
    path: [],
    note: report.note,
    missing: (key) => (key === kind ? sayNoHead(kind, source) : undefined),
    visit: (plan, value, path) => visitor(reading, path[0] !== 'if')(plan, value, path),
    unknown: (key) => unknownKey(kind, key),
  });
  if (Array.isArray(raw['steps']) && raw['steps'].length === 0) {
    const hint = 'Write at least one step.';
    report.note({
      code: 'WM307',
      message: `This ${kind} does nothing: it has no steps.`,
      hint,
      path: ['steps'],
      on: 'key',
    });
  }
  const written = raw[kind];
  const name = typeof written === 'string' && isDefinitionName(written) ? { name: written } : {};
  if (!reading.isTooLong) return { ...reading, kind, ...name, source, raw, values: values as DefinitionValues };
  const message = `This ${kind} has more than ${mostSteps} steps.`;
  const hint = `Move what belongs together into ${kind}s of their own, and call them: \`- run-${kind}: <name>\`.`;
  report.note({ code: 'WM322', message, hint, path: ['steps'], on: 'key' });
  // No rule can judge the half of it.
  const { fieldsAt } = reading;
  return { ...createReading(report), fieldsAt, kind, ...name, source, raw, values: {} };
}

function kindOf(raw: Record<string, unknown>, expected: DefinitionKind): DefinitionKind {
  const other = expected === 'journey' ? 'workflow' : 'journey';
  return Object.hasOwn(raw, other) && !Object.hasOwn(raw, expected) ? other : expected;
}

function unknownKey(kind: DefinitionKind, key: string): Problem | undefined {
  const at = { path: [key], on: 'key' as const };
  const other = kind === 'journey' ? 'workflow' : 'journey';
  if (key === other) {
    const hint = 'Keep the one it is, and take the other line out.';
    return { code: 'WM311', message: 'A definition is a journey or a workflow, not both.', hint, ...at };
  }
  if (isKnownLater('definition', key)) {
    return { code: 'WM310', message: `\`${key}\` is not available yet.`, hint: 'Leave it out for now.', ...at };
  }
  if (fields[other].byKey.has(key)) {
    const hint = key === 'topic' ? 'Write `topic` at each message instead.' : 'Take it out.';
    return { code: 'WM320', message: `\`${key}\` belongs to ${other}s, and this is a ${kind}.`, hint, ...at };
  }
  return undefined;
}

/** The whole, once nothing is wrong with it. */
export function checkedDefinition(read: ReadDefinition): CheckedDefinition | undefined {
  const { kind, name, values, report } = read;
  if (hasErrors(report.diagnostics) || name === undefined) return undefined;
  const { purpose, owner, steps } = values;
  if (purpose === undefined || owner === undefined || steps === undefined) return undefined;
  return {
    kind,
    name,
    purpose,
    owner,
    ...given({ review: values.review, topic: values.topic, if: values.if, per: values.per, grace: values.grace }),
    ...given({ timeZone: values['time-zone'], was: values.was, draft: values.draft || undefined }),
    subject: values.subject ?? 'contact',
    input: values.input ?? {},
    when: values.when ?? [],
    again: values.again ?? (kind === 'journey' ? 'never' : 'always'),
    due: values.due ?? 'keep',
    goals: values.goals ?? {},
    exit: { ...campaignExit(values.active), ...values.exit },
    steps,
    output: values.output ?? {},
    ...given({ engine: values.engine, entryRate: values['entry-rate'] }),
    ...given({ backfill: values.backfill || undefined, active: values.active, holdout: values.holdout }),
    ...given({ group: values.group, priority: values.priority, preempt: values.preempt || undefined }),
    ...given({ ifBusy: values['if-busy'] }),
    ...given({ onProviderFault: values['on-provider-fault'] === 'skip' ? ('skip' as const) : undefined }),
    onError: values['on-error'] ?? 'stop',
  };
}

/** With its campaign a run ends, whatever it waits for. */
function campaignExit({ to }: { to?: string } = {}): CheckedDefinition['exit'] {
  if (to === undefined) return {};
  const after = Temporal.PlainDate.from(to).add({ days: 1 }).toString();
  return { [CAMPAIGN_OVER]: [{ kind: 'time', head: { 'from-date': after } }] };
}

/** What was left out stays left out: the same file gives the same bytes. */
function given<Values extends object>(values: Values): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
