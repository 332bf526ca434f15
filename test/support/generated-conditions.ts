/** Conditions at random: every kind's example, what else it may say, and any of them joined and turned round. */
import fc from 'fast-check';
import type { JsonMap } from '../../lib/language/json.ts';
import type { Scene } from './generated-steps.ts';

export function aCondition(scene: Scene, depth = 0): JsonMap {
  const { g } = scene;
  const fitting = scene.conditions.filter(
    ({ kind, needsWelcome }) => (!needsWelcome || scene.sent.has('welcome')) && (depth < 2 || !kind.joins),
  );
  const { kind, item } = fitting[g(fc.nat, fitting.length - 1)]!;
  if (kind.joins) {
    const count = g(fc.integer, { min: 1, max: 3 });
    return { [kind.kind]: Array.from({ length: count }, () => aCondition(scene, depth + 1)) };
  }
  const condition = variantOf(scene, kind.kind, item);
  // Most examples do not hold for most people: turned round, the other way is taken too.
  return depth < 2 && g(fc.nat, 3) === 0 ? { not: condition } : condition;
}

function variantOf(scene: Scene, kind: string, example: JsonMap): JsonMap {
  const { g } = scene;
  const ways = others[kind];
  const item = ways && g(fc.nat, 2) > 0 ? g(fc.constantFrom, ...ways) : example;
  const isPlain = item['within'] !== undefined && Object.keys(item).length === 2;
  if (!isPlain || g(fc.boolean)) return item;
  const { within: _within, ...rest } = item;
  if (g(fc.boolean)) return { ...rest, since: 'ever' };
  return { ...rest, since: 'start', times: g(fc.integer, { min: 1, max: 3 }) };
}

/** What a kind may say besides its example, in the sample shop. */
const others: Record<string, JsonMap[]> = {
  event: [
    { event: 'project.created' },
    { event: 'project.opened', within: '1 hour' },
    { event: 'project.created', within: '3 days', times: '1..2' },
    { event: 'order.paid', where: { total: { above: 100 } } },
    { event: 'order.paid', where: { orderId: 'A' }, since: 'ever' },
    { event: 'order.paid', total: 'total', 'at-least': 150 },
    { event: 'project.created', within: '2 days', 'fewer-than-before': true },
    { event: 'trial.started', since: 'start', times: 2 },
  ],
  page: [{ page: '/pricing*' }, { page: '/about', within: '1 day' }],
  field: [
    { field: 'plan', 'is-not': 'trial' },
    { field: 'plan', in: ['trial', 'silver'] },
    { field: 'role', known: true },
    { field: 'plan', is: 'trial', for: '2 days' },
    { field: 'renewalDate', 'due-within': '30 days' },
    { field: 'renewalDate', 'older-than': '10 days' },
  ],
  time: [
    { time: { from: '09:00', to: '17:00' } },
    { time: { from: '23:30', to: '02:45', days: ['sat', 'sun'] } },
    { time: { days: 'weekdays' } },
  ],
  segment: [{ segment: 'gold-members' }],
  consent: [{ consent: 'product-tips' }, { consent: 'product-tips', channel: 'sms', is: 'out' }],
  outcome: [{ outcome: 'send-email-welcome', in: ['sent', 'unknown'] }],
  journey: [
    { journey: 'call-back', is: 'inside' },
    { journey: 'call-back', ended: 'called' },
  ],
};
