/** A form that confirms by mail asks by itself: the small workflow that every such form has, without anybody writing it. */
import type { CheckedDefinition } from './definition.ts';
import type { Form } from './project.ts';

/** No other definition may have this name. */
export const confirmationName = (form: string): string => `confirm-${form}`;

/** Sent again it asks again, but not every minute: whoever types in somebody else's address floods nobody. */
const again = { after: { text: '10 minutes', seconds: 600 } };

/** The mail goes out like any other, once, and only as long as something is still to be confirmed. */
export function confirmationOf({ name, confirm, consent }: Form, owner: string): CheckedDefinition | undefined {
  if (confirm === undefined || consent.length === 0) return undefined;
  const pending = consent.map(({ topic, channel }) => ({ kind: 'consent', head: topic, channel, is: 'pending' }));
  const ask = {
    kind: 'send-email',
    id: 'ask',
    head: confirm,
    class: 'transactional',
    'on-blocked': 'continue',
    'in-quiet-hours': 'hold',
    'only-if': [{ kind: 'any', head: pending }],
  };
  return {
    kind: 'workflow',
    name: confirmationName(name),
    purpose: `Asks whoever has sent the form ${name} to confirm what they agreed to`,
    owner,
    subject: 'contact',
    input: {},
    when: [{ kind: 'form', head: name }],
    again,
    due: 'keep',
    goals: {},
    exit: {},
    steps: [ask],
    output: {},
    onError: 'stop',
  };
}
