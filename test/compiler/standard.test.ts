/** What Step Functions is given for each shipped definition: read as a diff, valid by an outside validator, the same bytes every time. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import validate from 'asl-validator';
import { beforeEach, describe, expect, test } from 'vitest';
import type { StateMachine, TaskState } from '../../lib/compiler/asl.ts';
import { contentHash } from '../../lib/compiler/content-hash.ts';
import { type CompiledProject, projectOnEngine } from '../../lib/compiler/project.ts';
import { aJourney, compileFiles, loadShipped } from '../support/project.ts';

const machineOf = async (steps: string): Promise<StateMachine> =>
  (await compileFiles(aJourney(steps))).versions[0]!.machine;
const problemsOf = (machine: StateMachine) => validate(structuredClone(machine)).errors;

describe('the shipped definitions', () => {
  let shipped: CompiledProject;
  beforeEach(async () => {
    shipped = (await loadShipped()).compiled!;
  });

  test('compile to the machines that were last read and agreed on', () => {
    expect(shipped.versions.length).toBeGreaterThanOrEqual(3);
    for (const { version, machine } of shipped.versions) {
      const file = path.join(import.meta.dirname, '..', 'golden', `${version.name}.asl.json`);
      const text = `${JSON.stringify(machine, undefined, 2)}\n`;
      if (!existsSync(file) && !process.env.CI) writeFileSync(file, text);
      expect(readFileSync(file, 'utf8'), `${file}: delete it to write it anew, then read the diff`).toBe(text);
    }
  });

  test('give an outside validator nothing to say', () => {
    for (const { machine } of shipped.versions) expect(problemsOf(machine)).toEqual([]);
  });

  test('compile to the same bytes and the same hash again', async () => {
    const again = (await loadShipped()).compiled!;
    const bytes = ({ versions }: CompiledProject) =>
      versions.map((one) => [one.version.name, contentHash(one), JSON.stringify(one).length]);
    expect(bytes(again)).toEqual(bytes(shipped));
    const same = again.versions.every((one, index) => JSON.stringify(one) === JSON.stringify(shipped.versions[index]));
    expect(same, 'the order of keys differs').toBe(true);
  });

  test('have the hash of all that they are, however it was put together', () => {
    for (const { version } of shipped.versions) {
      const { hash, ...content } = version;
      expect(Object.keys(content).sort().at(-1)).toBe('templates');
      expect(contentHash(content)).toBe(hash);
    }
  });

  test('report exactly the tasks that their machines call', () => {
    for (const { machine, tasks } of shipped.versions) {
      const called = Object.values(machine.States).flatMap((state) =>
        state.Type === 'Task' ? [state.Parameters.FunctionName] : [],
      );
      expect([...new Set(called)].sort()).toEqual(tasks);
    }
  });
});

describe('the shape that keeps runs from getting lost', () => {
  const everyKind = `- wait: 1 day
- if: { field: plan, is: gold }
  then:
    - send-email: a
- wait-for: { event: x }
  up-to: 1 day
- wait-until: 09:00
- send-sms: b
- stop: done`;

  test('every Task puts the same five fields at $.r and ends its Catch at Recover, which has none', async () => {
    const { States } = await machineOf(everyKind);
    const tasks = Object.entries(States).filter((entry): entry is [string, TaskState] => entry[1].Type === 'Task');
    expect(tasks.length).toBeGreaterThan(5);
    for (const [name, task] of tasks) {
      expect(Object.keys(task.ResultSelector ?? {})).toEqual(['seq.$', 'at.$', 'due.$', 'limit.$', 'facts.$']);
      expect(task.ResultPath).toBe('$.r');
      if (name === 'Recover') expect(task.Catch).toBeUndefined();
      else expect(task.Catch?.at(-1)).toMatchObject({ ErrorEquals: ['States.ALL'], Next: 'Recover' });
    }
  });

  test('what brings a run back is itself tried again on both engines, when Lambda fails', async () => {
    const project = await compileFiles(aJourney(everyKind));
    for (const { machine } of [...project.versions, ...projectOnEngine(project, 'express').versions]) {
      const { Retry = [] } = machine.States.Recover as TaskState;
      expect(Retry.flatMap(({ ErrorEquals }) => ErrorEquals)).toContain('Lambda.ServiceException');
      expect(Retry[0]!.MaxAttempts).toBeGreaterThan(0);
    }
  });

  test('no Retry names States.ALL or States.Timeout, which would arm a second full wait', async () => {
    const { States } = await machineOf(everyKind);
    const names = Object.values(States).flatMap((state) =>
      state.Type === 'Task' ? (state.Retry ?? []).flatMap((one) => one.ErrorEquals) : [],
    );
    expect(names).toContain('NothingSent');
    expect(names).not.toContain('States.ALL');
    expect(names).not.toContain('States.Timeout');
  });

  test('a Task stands before every Wait and every Choice, at the start too', async () => {
    const { States, StartAt } = await machineOf(everyKind);
    expect(StartAt).toBe('wait-1-day look');
    const waits = Object.entries(States).filter(([name, state]) => state.Type === 'Wait' && name !== 'Hold');
    expect(waits.length).toBe(2);
    for (const [, state] of waits) expect(States[(state as { Next: string }).Next]?.Type).toBe('Task');
  });

  test('an event wait times out into a Task of its own, which looks back before it settles', async () => {
    const { States } = await machineOf(everyKind);
    expect(States['wait-for']).toMatchObject({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      TimeoutSecondsPath: '$.r.limit',
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'wait-for limit' }, { Next: 'Recover' }],
    });
    expect(States['wait-for limit']).toMatchObject({ Type: 'Task', Parameters: { Payload: { does: 'limit' } } });
  });

  test('Resume can bring a run back to every state that a record may name', async () => {
    const { States } = await machineOf(everyKind);
    const rules = (States.Resume as { Choices: { Next: string }[] }).Choices.map(({ Next }) => Next);
    const own = Object.keys(States).filter(
      (name) => !['Recover', 'Hold', 'Resume', 'Gone'].includes(name) && States[name]!.Type !== 'Succeed',
    );
    expect(rules.toSorted()).toEqual(own.toSorted());
  });

  test('a step whose outcomes part goes on by the outcome', async () => {
    const compiled = await compileFiles({
      ...aJourney('- stop: done'),
      'workflows/calls.yaml': `workflow: calls
purpose: Example
owner: owner@example.com
steps:
  - { assign-follow-up: Call, id: call, to: owner, fallback: nobody }
  - stop: called
  - { stop: nobody-there, id: nobody }
`,
    }).catch((error: Error) => error);
    if (compiled instanceof Error) throw compiled;
    const { States } = compiled.versions.find(({ version }) => version.name === 'calls')!.machine;
    expect(States['call outcome']).toMatchObject({
      Type: 'Choice',
      Choices: [{ Variable: '$.r.at', StringEquals: 'nobody', Next: 'nobody' }],
      Default: 'stop-called',
    });
    const resumed = (States.Resume as { Choices: { Next: string }[] }).Choices.map(({ Next }) => Next);
    expect(resumed).toContain('call');
    expect(resumed, 'the outcome is the Task’s to tell, nobody else’s').not.toContain('call outcome');
    expect(problemsOf({ StartAt: 'call', States })).toEqual([]);
  });
});
