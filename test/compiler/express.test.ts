/** What Step Functions is given where a run is one Express execution for each stretch between two waits. */
import validate from 'asl-validator';
import { beforeEach, describe, expect, test } from 'vitest';
import type { StateMachine, TaskState } from '../../lib/compiler/asl.ts';
import { type CompiledProject, projectOnEngine } from '../../lib/compiler/project.ts';
import { MOST_STRETCH_MS, SHORT_WAIT } from '../../lib/language/stretch.ts';
import { aJourney, compileFiles, loadShipped } from '../support/project.ts';

const everyKind = `- wait: 1 day
- if: { field: plan, is: gold }
  then:
    - send-email: a
    - wait: 2 days
- wait-for: { event: x }
  up-to: 1 day
- wait-until: 09:00
- send-sms: b
- stop: done`;

const expressOf = async (steps: string): Promise<StateMachine> =>
  projectOnEngine(await compileFiles(aJourney(steps)), 'express').versions[0]!.machine;

let machine: StateMachine;
// For each test anew, so that `npm run mutate` sees which of them would notice.
beforeEach(async () => {
  machine = await expressOf(everyKind);
});
const tasksOf = ({ States }: StateMachine) =>
  Object.entries(States).filter((entry): entry is [string, TaskState] => entry[1].Type === 'Task');

describe('an Express machine', () => {
  test('gives an outside validator nothing to say, for every shipped definition too', async () => {
    const shipped = projectOnEngine((await loadShipped()).compiled!, 'express');
    for (const { machine: one } of [{ machine }, ...shipped.versions])
      expect(validate(structuredClone(one)).errors).toEqual([]);
  });

  test('says its type, and reports exactly the tasks that it calls', async () => {
    const project = await compileFiles(aJourney(everyKind, { head: 'engine: express\n' }));
    expect(project.versions[0]).toMatchObject({ type: 'EXPRESS', tasks: ['run-step', 'send-email', 'send-sms'] });
    const other = await compileFiles(aJourney(everyKind));
    expect(other.versions[0]).toMatchObject({ type: 'STANDARD', version: { definition: { engine: 'standard' } } });
  });

  test('is another version of the same definition, whichever way it came about', async () => {
    const written = await compileFiles(aJourney(everyKind, { head: 'engine: express\n' }));
    const given: CompiledProject = await compileFiles(aJourney(everyKind, { head: 'again: never\n' }));
    const moved = projectOnEngine(given, 'express');
    expect(moved.versions[0]!.version.hash).toBe(written.versions[0]!.version.hash);
    expect(moved.versions[0]!.version.hash).not.toBe(given.versions[0]!.version.hash);
  });

  test('opens with one Task, and resumes where that says, to an end by default', () => {
    expect(machine.StartAt).toBe('Open');
    expect(machine.TimeoutSeconds).toBe(MOST_STRETCH_MS / 1000);
    expect(machine.States.Open).toMatchObject({
      Parameters: { Payload: { 'run.$': '$.run', 'seq.$': '$.r.seq', does: 'open' } },
      Next: 'Resume',
    });
    expect(machine.States.Resume).toMatchObject({ Type: 'Choice', Default: 'Gone' });
    expect(machine.States.Gone).toEqual({ Type: 'Succeed' });
  });

  test('has no token and no Wait but the short one: where the contact waits, the stretch is over', () => {
    expect(JSON.stringify(machine)).not.toMatch(/Token/);
    const waits = Object.entries(machine.States).filter(([, { Type }]) => Type === 'Wait');
    expect(waits).toEqual([[SHORT_WAIT, { Type: 'Wait', TimestampPath: '$.r.due', Next: 'Open' }]]);
    const { Rest } = machine.States;
    expect(Rest).toMatchObject({
      Type: 'Choice',
      Choices: [{ BooleanEquals: true, Next: SHORT_WAIT }],
      Default: 'Gone',
    });
    expect(machine.States['send-email-a']).toMatchObject({ Next: 'Rest' });
    expect(machine.States.if).toMatchObject({ Default: 'Rest' });
  });

  test('tries again for ten seconds at most in any Task, and brings every failure to Recover, which has no Catch', () => {
    for (const [name, { Retry = [], Catch }] of tasksOf(machine)) {
      const seconds = Retry.flatMap(({ IntervalSeconds = 1, BackoffRate = 2, MaxAttempts = 3 }) =>
        Array.from({ length: MaxAttempts }, (_, tried) => IntervalSeconds * BackoffRate ** tried),
      );
      expect(
        seconds.reduce((sum, one) => sum + one, 0),
        name,
      ).toBeLessThanOrEqual(10);
      if (name === 'Recover') expect(Catch).toBeUndefined();
      else expect(Catch).toEqual([{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Recover' }]);
    }
  });

  test('can resume at everything that a record may name', () => {
    const rules = (machine.States.Resume as { Choices: { Next: string }[] }).Choices.map(({ Next }) => Next);
    const names = tasksOf(machine).map(([name]) => name);
    for (const name of names.filter((one) => one !== 'Open' && one !== 'Recover')) expect(rules).toContain(name);
    expect(names).toContain('wait-for limit');
    expect(rules).toContain(SHORT_WAIT);
  });
});
