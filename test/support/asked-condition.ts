/** Asks one condition kind as its file is written, without a world around it: what it looks for, and what it makes of that. */
import type { AskMoment, Found, LookForEvents } from '../../lib/language/define-condition.ts';
import type { ContactEvent } from '../../lib/language/event.ts';
import { conditionKind } from '../../lib/language/registry.ts';
import { aContact, anEvent, at, monday } from './records.ts';

export const now = at(3_600);
export const inRun = { id: 'r1', startedAt: monday, triggerId: 't', doneAt: {} };

/** As it is checked: `{ clicked: welcome }`. */
export function asked(written: Record<string, unknown>) {
  const [kind, head] = Object.entries(written)[0]!;
  const { [kind]: _head, ...options } = written;
  const known = conditionKind(kind);
  return { known, condition: { kind, head: known.head.parse(head), ...known.options.parse(options) } as never };
}

const moment = (said: Partial<AskMoment> = {}): AskMoment => ({
  now,
  zone: 'UTC',
  contact: aContact(),
  run: inRun,
  ...said,
});

export const lookUp = (written: Record<string, unknown>, said?: Partial<AskMoment>) => {
  const { known, condition } = asked(written);
  return known.lookUp!(condition, moment(said)) as LookForEvents;
};
export const counts = (written: Record<string, unknown>, event: Partial<ContactEvent>, said?: Partial<AskMoment>) =>
  lookUp(written, said).keeps(anEvent({ receivedAt: at(60), ...event }));

export const holds = (written: Record<string, unknown>, found: Found, said?: Partial<AskMoment>) => {
  const { known, condition } = asked(written);
  return known.holds!(condition, found, moment(said));
};

/** When the answer turns by time alone. */
export const turns = (written: Record<string, unknown>, found: Found, said?: Partial<AskMoment>) => {
  const { known, condition } = asked(written);
  return known.flipsAt?.(condition, found, moment(said));
};
