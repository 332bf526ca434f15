/** When a wait ends, as its own kind reckons it: on arrival, and once more on waking. */
import { bestHour } from '../language/best-hour.ts';
import type { Due, WaitMoment } from '../language/define-step.ts';
import { before } from '../language/durations.ts';
import type { ContactEvent } from '../language/event.ts';
import { stepOf } from '../language/graph.ts';
import { readPath } from '../language/paths.ts';
import { stepKind } from '../language/registry.ts';
import { findEvents } from './family.ts';
import { type Passage, valuesOf } from './passage.ts';

/** `arrivedAt` and `notBefore`: on waking, when the contact came to the step, and what has been missed by now. */
export async function dueOf(
  passage: Passage,
  id: string,
  { arrivedAt = passage.now, notBefore }: { arrivedAt?: string; notBefore?: string } = {},
): Promise<Due> {
  const step = passage.version.graph.steps[stepOf(id)]!;
  const kind = stepKind(step.kind);
  const values = valuesOf(passage);
  const moment: WaitMoment = {
    now: arrivedAt,
    notBefore,
    runStartedAt: passage.record.startedAt,
    zone: passage.zone,
    officeHours: passage.settings.officeHours,
    bestHour: kind.wantsBestHour?.(step as never) ? await bestHourOf(passage, arrivedAt) : undefined,
    value: (path) => readPath(values, path),
  };
  return kind.due?.(step as never, moment) ?? { missing: 'no-due-time' };
}

const habit = { text: '90 days', days: 90 };
/** Enough to know a habit by, and few enough to be read for one step. */
const MOST_ANSWERS = 1_000;

/** As it was known on arrival, so that waking up asks nothing new of it. */
async function bestHourOf({ contact, ports, settings, zone }: Passage, arrivedAt: string): Promise<number> {
  const asked = {
    family: 'message',
    since: before(arrivedAt, habit, zone),
    until: arrivedAt,
    atMost: MOST_ANSWERS,
    newestFirst: true,
    keeps: ({ data }: ContactEvent) => data.machine !== true,
  };
  const answers = await Promise.all(
    ['opened', 'clicked'].map((name) => findEvents(contact, { ...asked, name }, ports)),
  );
  return bestHour(answers.flat(), zone, settings.quietHours);
}
