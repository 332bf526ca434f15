/** Every kind of condition and of trigger as the reference tells it, with what it holds for and what it does not. */
import { conditionKinds } from '../conditions/index.ts';
import type { ConditionKind, ExampleMoment } from '../define-condition.ts';
import type { TriggerKind } from '../define-trigger.ts';
import type { Json } from '../json.ts';
import { triggerKinds } from '../triggers/index.ts';
import type { Entry } from './entry.ts';
import { fieldsOf, schemaOf } from './fields.ts';

export const conditionEntries = (): Entry[] =>
  (Object.values(conditionKinds) as unknown as ConditionKind[]).map(conditionEntry);

function conditionEntry({ kind, says, head, options, example, wants, inRunOnly }: ConditionKind): Entry {
  const own = { [kind]: head, ...options.shape };
  const where = 'wherever conditions are asked: `if`, `only-if`, `wait-for`, goals, exits';
  return {
    what: 'condition',
    name: kind,
    group: 'Conditions',
    says,
    fields: fieldsOf(own),
    example: example.if,
    leadsTo: [
      { title: 'Holds for', lines: [sayMoment(example.holds)] },
      { title: 'Does not hold for', lines: [sayMoment(example.fails)] },
    ],
    facts: [
      ...(wants ? [{ title: 'Wants one of', says: wants.map((one) => `\`${one}\``).join(', ') }] : []),
      {
        title: 'Stands in',
        says: inRunOnly ? `${where}; not in audiences and segments` : `${where}, audiences, segments`,
      },
    ],
    schema: schemaOf(own, `condition ${kind}`, says),
  };
}

/** `plan: gold; event project.created 60 minutes before`. */
function sayMoment({ events = [], ...given }: ExampleMoment): string {
  const parts = [
    ...Object.entries(given).flatMap(([what, value]) =>
      value === undefined ? [] : [`${what}: ${sayJson(value as Json)}`],
    ),
    ...events.map(({ family, name, minutesAgo, data }) => {
      const called = family === name ? name : `${family} ${name}`;
      return `${called}${data ? ` (${sayJson(data)})` : ''} ${minutesAgo} minutes before`;
    }),
  ];
  return parts.length === 0 ? 'a contact of whom nothing is known' : parts.join('; ');
}

function sayJson(value: Json | undefined): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(sayJson).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, one]) => `${name} ${sayJson(one)}`)
    .join(', ');
}

export const triggerEntries = (): Entry[] =>
  (Object.values(triggerKinds) as unknown as TriggerKind[]).map(triggerEntry);

function triggerEntry({ kind, says, head, options, example, wants }: TriggerKind): Entry {
  const own = { [kind]: head, ...options.shape };
  const sayEvent = ({ name, data }: { name: string; data?: Record<string, Json> }) =>
    data ? `${name} (${sayJson(data)})` : name;
  return {
    what: 'trigger',
    name: kind,
    group: 'Triggers',
    says,
    fields: fieldsOf(own),
    example: `- ${example.when}`,
    leadsTo: [
      ...(example.lived
        ? [
            { title: 'Where this happens', lines: example.lived.do.split('\n') },
            { title: 'Starts a run', lines: example.lived.starts },
          ]
        : [
            { title: 'Starts a run', lines: [sayEvent(example.starts)] },
            { title: 'Does not', lines: [sayEvent(example.ignores)] },
          ]),
    ],
    facts: [
      ...(wants ? [{ title: 'Wants one of', says: wants.map((one) => `\`${one}\``).join(', ') }] : []),
      { title: 'Stands in', says: '`when` of journeys and workflows' },
    ],
    schema: schemaOf(own, `trigger ${kind}`, says),
  };
}
