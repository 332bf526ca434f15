/** Charges the card that the contact has left with the payment provider, and never twice, whatever is lost on the way. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { TerminalError } from '../errors.ts';
import { isCurrency, readAmount, sayAmount } from '../money.ts';

const path = z.strictObject({ from: z.string().min(1) });
const isLiquid = (written: string): boolean => /\{[{%]/.test(written);
const amount = z
  .string()
  .refine((written) => isLiquid(written) || /^\d+(\.\d{1,3})?$/.test(written), 'An amount is written `"49.90"`.');
const currency = z
  .string()
  .refine((written) => isLiquid(written) || isCurrency(written), 'A currency is three letters: `EUR`.');

export const chargeCard = defineStep({
  kind: 'charge-card',
  group: 'business',
  says: "Charges the contact's card on file; where an answer is lost, the same charge is asked for until it is known.",
  head: z.string().max(200).describe('What is charged for, as the bank statement or the receipt may show it.'),
  options: z.strictObject({
    amount: z
      .union([z.number().positive(), amount, path])
      .describe('In the currency, with a point: `"49.90"`; or `{ from: <path> }`, or Liquid text.'),
    currency: z.union([currency, path]).describe('Its three letters: `EUR`; or `{ from: <path> }`, or Liquid text.'),
    customer: z
      .string()
      .regex(/^[A-Za-z][\w.-]*$/, 'A path: `contact.paymentCustomer`.')
      .prefault('contact.paymentCustomer')
      .describe("Where the provider's id of the customer stands, whose own card is charged."),
  }),
  policy: 'never-twice',
  claims: 'card',
  workflowsOnly: true,
  outcomes: ['charged', 'declined'],
  needs: ['cards:charge'],
  task: 'charge-card',
  example: {
    steps: '- charge-card: Renewal\n  amount: "49.90"\n  currency: EUR\n  customer: contact.id',
    timeline: ['day 0  charge-card-renewal  charged'],
  },
  refersTo: (step) => [{ kind: 'path', name: step.customer, at: 'customer' }],
  toGraph: (step, flow) => [flow.work(step, { charged: flow.next, declined: flow.next })],
  async run(step, { ports, text, value }) {
    const currency = String(value(step.currency) ?? '').toUpperCase();
    if (!isCurrency(currency)) throw new TerminalError('This is no currency.', { code: 'no-currency' });
    const minor = readAmount(value(step.amount), currency);
    if (minor === undefined) throw new TerminalError('This is no amount of it.', { code: 'no-amount' });
    const found = value({ from: step.customer });
    const customer = typeof found === 'string' ? found : undefined;
    const amount = sayAmount(minor, currency);
    const done = await ports.cards.charge({ says: text(step.head), amount, currency, customer });
    if (done.outcome === 'failed') throw new TerminalError(`charge-card failed: ${done.reason}`, { code: done.reason });
    if (done.outcome !== 'charged') return done;
    return { outcome: 'charged', output: { id: done.id, amount, currency } };
  },
});
