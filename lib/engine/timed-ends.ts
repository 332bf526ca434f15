/** Exits and goals that come to hold by time alone: nothing tells of it, so a run that waits is woken to look at them. */
import { earliest } from '../language/ages.ts';
import type { Version } from '../language/version.ts';
import type { Asker } from './ask.ts';
import { closesAt, type EndVerdict, judgeEnds } from './ends.ts';
import { nextFlip, turnByTime } from './next-flip.ts';
import { askMoment, type Passage, valuesOf } from './passage.ts';
import type { EnginePorts } from './ports.ts';

export function hasTimedEnds({ definition: { exit, goals } }: Version, { registry }: EnginePorts): Promise<boolean> {
  const asked = [...Object.values(exit), ...Object.values(goals).map((goal) => goal.if)].flat();
  return turnByTime(asked, registry);
}

/** Before each step. */
export async function judgeTimedEnds(passage: Passage): Promise<EndVerdict> {
  return (await hasTimedEnds(passage.version, passage.ports)) ? judgeInTurn(passage) : 'goes-on';
}

/** Whoever sleeps long past a look takes up as many of those that it missed. */
const MOST_LOOKS = 100;

/** As they stood at each instant that has been waited for, and then now: whoever wakes late finds what came first. */
export async function judgeInTurn(passage: Passage): Promise<EndVerdict> {
  let at = passage.record.looksAt;
  for (let look = 0; look < MOST_LOOKS && at !== undefined && at < passage.now; look++) {
    const then = { ...passage, now: at };
    const verdict = await judgeEnds(then);
    if (verdict !== 'goes-on') return verdict;
    at = await nextTurnOfEnds(then);
  }
  return judgeEnds(passage);
}

/** Undefined where only events can turn them. */
export async function nextTurnOfEnds(passage: Passage): Promise<string | undefined> {
  const { record, version, ports } = passage;
  const { exit, goals } = version.definition;
  const asker: Asker = { moment: askMoment(passage), values: valuesOf(passage), ports };
  const ofExits = Object.values(exit).map((conditions) => nextFlip(conditions, asker));
  const ofGoals = Object.entries(goals).map(async ([name, goal]) => {
    const at = record.goals[name] ? undefined : await nextFlip(goal.if, asker);
    const closes = closesAt(goal, passage);
    return at !== undefined && closes !== undefined && at > closes ? undefined : at;
  });
  return earliest(await Promise.all([...ofExits, ...ofGoals]));
}
