/** Exits and goals that time alone brings about: they end a run at their very instant, whatever it stands in. */
import { describe, expect, test } from 'vitest';
import { aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { engine } from '../support/engine.ts';
import { at } from '../support/records.ts';

const day = 86_400;
const head = (keys: string) => `when:\n  - event: thing.happened\nagain: always\n${keys}\n`;
/** The trial is over on 10 March, eight days after the beginning, at midnight where Ann lives. */
const over = 'over: { field: trialEndsOn, older-than: 1 day }';
/** A trial that is over for a day then. */
const trialOver = (instant: string) => ({ trialEndsOn: new Date(Date.parse(instant) - day * 1000).toISOString() });
const trial = { fields: { trialEndsOn: '2026-03-09' } };
const overAt = '2026-03-10T00:00:00.000Z';

async function started(steps: string, { keys = `exit:\n  ${over}`, ...given }: Given & { keys?: string } = {}) {
  const world = await aWorld(steps, { contact: trial, ...given, head: head(keys) });
  await world.happens('thing.happened');
  return world;
}

const ended = async (world: SmallWorld, contact?: string) => {
  const { end } = await world.run(contact);
  return end && `${end.how} ${end.reason} ${end.at}`;
};

/** At that instant, once, and nobody is left asleep. */
async function endsAt(world: SmallWorld, instant: string, said = 'exit over'): Promise<void> {
  await world.advanceTo(new Date(Date.parse(instant) - 1).toISOString());
  expect(await ended(world)).toBeUndefined();
  await world.later('60 days');
  expect(await ended(world)).toBe(`${said} ${instant}`);
  expect((await world.rows()).filter(({ kind }) => kind === 'ended')).toHaveLength(1);
  expect((await world.run()).looksAt).toBeUndefined();
  expect(world.executions.open()).toBe(0);
}

describe('an exit by a date ends the run', () => {
  test('in a plain wait', async () => {
    const world = await started('- wait: 30 days\n- send-email: hello');
    await endsAt(world, overAt);
    expect(world.sent).toEqual([]);
  });

  test('in the second wait, and what came before it was sent', async () => {
    const world = await started('- wait: 3 days\n- send-email: hello\n- wait: 30 days\n- send-sms: hello');
    await endsAt(world, overAt);
    expect(world.sent).toHaveLength(1);
  });

  test('in a wait for something that does not happen', async () => {
    const world = await started('- wait-for: { event: paid }\n  up-to: 30 days\n- send-email: hello');
    await endsAt(world, overAt);
    expect(await world.told()).toEqual(['ended exit over']);
  });

  test('while quiet hours hold a message back', async () => {
    const hours = { quietHours: { from: '21:00', to: '08:00' } };
    const world = await started('- wait: 7 days 14 hours\n- send-email: hello', { settings: hours });
    await endsAt(world, overAt);
    expect(world.sent).toEqual([]);
  });

  test('while a step that has failed waits to be tried again', async () => {
    const world = await started('- wait: 7 days 14 hours 59 minutes\n- send-sms: hello', {
      contact: trial,
      options: {
        around: (call, carryOut, ports) =>
          carryOut({
            ...ports,
            contacts: {
              ...ports.contacts,
              get: (id) =>
                call.handler === 'task' && call.task.does === 'work'
                  ? Promise.reject(new Error('busy'))
                  : ports.contacts.get(id),
            },
          }),
      },
    });
    await world.later('8 days');
    expect(await ended(world)).toBe(`exit over ${overAt}`);
  });

  test('when it is over already on entering', async () => {
    const world = await started('- wait: 30 days', { contact: { fields: { trialEndsOn: '2026-02-20' } } });
    expect(await ended(world)).toBe(`exit over ${at(0)}`);
  });

  test('to the millisecond, in a wait that is counted in seconds too', async () => {
    const ends = '2026-03-03T09:00:00.250Z';
    const contact = { fields: trialOver(ends) };
    await endsAt(await started('- wait: 30 days', { contact }), ends);
    await endsAt(await started('- wait-for: { event: paid }\n  up-to: 30 days', { contact }), ends);
  });

  test('before an awaited thing that time brings about later', async () => {
    const world = await started(
      '- wait-for: { field: trialEndsOn, older-than: 3 days }\n  up-to: 30 days\n- send-email: hello',
    );
    await endsAt(world, overAt);
    expect(world.sent).toEqual([]);
  });

  test('not where what is awaited comes first', async () => {
    const world = await started(
      '- wait-for: { field: trialEndsOn, due-within: 2 days }\n  up-to: 30 days\n- send-email: hello',
    );
    await world.later('60 days');
    expect(world.sent).toHaveLength(1);
    expect(await ended(world)).toBe('finished finished 2026-03-07T00:00:00.000Z');
  });

  test('not where the wait is over first, at the last millisecond', async () => {
    const contact = { fields: trialOver(at(day + 0.001)) };
    const world = await started('- wait: 1 day\n- send-email: hello', { contact });
    await world.later('2 days');
    expect(world.sent).toHaveLength(1);
    expect(await ended(world)).toBe(`finished finished ${at(day)}`);
  });

  test('when both come at the same instant', async () => {
    for (const wait of ['- wait: 1 day', '- wait-for: { event: paid }\n  up-to: 1 day']) {
      const world = await started(`${wait}\n- send-email: hello`, { contact: { fields: trialOver(at(day)) } });
      await world.later('2 days');
      expect(await ended(world)).toBe(`exit over ${at(day)}`);
      expect(world.sent).toEqual([]);
    }
  });

  test('in every round of a loop', async () => {
    const world = await started(
      '- repeat: 20 times\n  every: 3 days\n  steps:\n    - update: contact\n      set: { met: true }',
    );
    await endsAt(world, overAt);
    expect((await world.told()).filter((line) => line === 'update-contact updated')).toHaveLength(3);
  });
});

describe('by other things that time brings about', () => {
  test.each([
    {
      case: 'nothing has been seen of them for five days',
      exit: 'quiet: { not: { page: /*, within: 5 days } }',
      ends: `exit quiet ${at(5 * day + 0.001)}`,
    },
    {
      case: 'their plan has been the same for a week',
      exit: 'settled: { field: plan, is: gold, for: 7 days }',
      ends: `exit settled ${at(7 * day)}`,
    },
    {
      case: 'a segment by rule is entered as days pass',
      exit: 'asleep: { segment: sleepers }',
      ends: `exit asleep ${at(3 * day + 0.001)}`,
    },
    {
      case: 'the campaign is over',
      exit: 'season: { time: { from-date: "2026-04-05" } }',
      ends: 'exit season 2026-04-05T00:00:00.000Z',
    },
    {
      case: 'two things hold at once, and one of them comes and goes',
      exit: 'closing: [{ time: { from: "12:00", to: "13:00" } }, { field: trialEndsOn, older-than: 1 day }]',
      ends: 'exit closing 2026-03-10T12:00:00.000Z',
    },
  ])('$case', async ({ exit, ends }) => {
    const files = { 'segments/sleepers.yaml': 'segment: sleepers\nif: { not: { page: /*, within: 3 days } }\n' };
    const contact = { fields: { plan: 'gold', trialEndsOn: '2026-03-09' } };
    const world = await aWorld('- wait: 60 days\n- send-email: hello', {
      files,
      contact,
      head: head(`exit:\n  ${exit}`),
    });
    const visit = { id: 'v', family: 'page', name: '/', contact: 'ann', data: {}, at: at(0), receivedAt: at(0) };
    await world.ports.events.put(visit);
    await world.happens('thing.happened');
    await world.later('59 days');
    expect(await ended(world)).toBe(ends);
    expect(world.executions.open()).toBe(0);
  });
});

describe('what happens meanwhile moves the moment', () => {
  test.each([
    { case: 'nearer', ends: '2026-03-06T00:00:00.000Z' },
    { case: 'away', ends: '2026-03-20T00:00:00.000Z' },
  ])('$case, in a plain wait and while an event is awaited', async ({ ends }) => {
    for (const wait of ['- wait: 30 days', '- wait-for: { event: paid }\n  up-to: 30 days']) {
      const world = await started(wait);
      await world.later('1 day');
      await world.ports.contacts.set('ann', trialOver(ends), 'crm');
      await world.settle();
      await endsAt(world, ends);
    }
  });

  test('again and again, and every time it counts', async () => {
    const world = await started('- wait: 60 days');
    for (const [index, date] of ['2026-03-30', '2026-03-08', '2026-03-25', '2026-03-12', '2026-03-11'].entries()) {
      await world.later('1 hour');
      await world.ports.contacts.set('ann', trialOver(`${date}T00:00:00.000Z`), `crm-${index}`);
      await world.settle();
    }
    await endsAt(world, '2026-03-11T00:00:00.000Z');
  });

  test('to where the run has got by itself before', async () => {
    const world = await started('- wait: 10 days\n- send-email: hello');
    await world.later('1 day');
    await world.ports.contacts.set('ann', { trialEndsOn: '2026-03-30' }, 'crm');
    await world.settle();
    await world.later('20 days');
    expect(world.sent).toHaveLength(1);
    expect((await world.run()).end).toMatchObject({ how: 'finished', at: at(10 * day) });
  });

  test('by the step in front of the wait itself', async () => {
    const world = await started('- update: contact\n  set: { trialEndsOn: "2026-03-04" }\n- wait: 30 days');
    await endsAt(world, '2026-03-05T00:00:00.000Z');
  });
});

describe('a goal', () => {
  test('ends the run when its time has come', async () => {
    const keys = 'goals:\n  stayed: { field: plan, is: gold, for: 7 days, by: 14 days }';
    const world = await started('- wait: 30 days', { keys, contact: { fields: { plan: 'gold' } } });
    await endsAt(world, at(7 * day), 'goal stayed');
    expect((await world.run()).goals).toEqual({ stayed: at(7 * day) });
  });

  test('that ends nothing is reached at its time, and the run waits on', async () => {
    const keys = 'goals:\n  stayed: { field: plan, is: gold, for: 7 days, ends-run: false }';
    const world = await started('- wait: 30 days\n- send-email: hello', {
      keys,
      contact: { fields: { plan: 'gold' } },
    });
    await world.later('60 days');
    expect((await world.run()).goals).toEqual({ stayed: at(7 * day) });
    expect((await world.rows()).find(({ kind }) => kind === 'goal')?.at).toBe(at(7 * day));
    expect(await ended(world)).toBe(`finished finished ${at(30 * day)}`);
  });

  test('is not looked at once its window has closed', async () => {
    const keys = 'goals:\n  stayed: { field: plan, is: gold, for: 7 days, by: 5 days }';
    const world = await started('- wait: 30 days', { keys, contact: { fields: { plan: 'gold' } } });
    expect((await world.run()).looksAt).toBeUndefined();
    await world.later('60 days');
    expect((await world.run()).goals).toEqual({});
  });
});

describe('whoever wakes late', () => {
  test.runIf(engine === 'standard')('ends the run as of the moment that has passed', async () => {
    const busy = Object.assign(new Error('busy'), { name: 'Lambda.ServiceException' });
    for (const wait of ['- wait: 30 days', '- wait-for: { event: paid }\n  up-to: 30 days']) {
      let refused = 0;
      const world = await started(wait, {
        options: {
          around(call, carryOut, { clock }) {
            const isDown = call.handler === 'task' && clock.now() >= overAt && clock.now() < '2026-03-10T00:00:20.000Z';
            refused += isDown ? 1 : 0;
            return isDown ? Promise.reject(busy) : carryOut();
          },
        },
      });
      await world.later('60 days');
      expect(await ended(world)).toBe(`exit over ${overAt}`);
      expect(refused).toBeGreaterThan(1);
    }
  });

  test('ends it so even when what was awaited has come in between', async () => {
    let isDown = false;
    const sleeping = ['timer', 'task', 'wake'];
    const world = await started('- wait-for: { event: paid }\n  up-to: 30 days\n- send-email: hello', {
      options: {
        around: (call, carryOut) => (isDown && sleeping.includes(call.handler) ? Promise.resolve() : carryOut()),
      },
    });
    await world.later('7 days');
    isDown = true;
    await world.advanceTo('2026-03-10T08:00:00.000Z');
    isDown = false;
    await world.happens('paid');
    expect(await ended(world)).toBe(`exit over ${overAt}`);
    expect(world.sent).toEqual([]);
  });
});

describe('a look that fails', () => {
  test('is taken again, however often, and costs nobody their run', async () => {
    let looks = 0;
    const world = await started('- wait: 30 days\n- send-email: hello', {
      options: {
        around: (call, carryOut, ports) => {
          const isHit = call.handler === 'task' || call.handler === 'timer';
          if (!isHit || ports.clock.now() < overAt || ports.clock.now() >= at(9 * day)) return carryOut();
          const fails = () => {
            looks += 1;
            return Promise.reject(new Error('busy'));
          };
          return carryOut({ ...ports, segments: { ...ports.segments, has: fails } });
        },
      },
      keys: `exit:\n  over: [{ field: trialEndsOn, older-than: 1 day }, { not: { segment: kept } }]`,
      files: { 'segments/kept.yaml': 'segment: kept\n' },
    });
    await world.later('60 days');
    expect((await world.run()).end).toMatchObject({ how: 'exit', reason: 'over' });
    const lateMs = Date.parse((await world.run()).end!.at) - Date.parse(at(9 * day));
    expect(lateMs).toBeLessThan(10 * 60_000);
    expect(looks).toBeGreaterThan(50);
    expect(looks).toBeLessThan(1_000);
    expect(world.executions.open()).toBe(0);
  });
});

describe('a pause', () => {
  test('across the moment: it ends at the resume', async () => {
    const world = await started('- wait: 30 days');
    await world.later('7 days');
    await world.operator('paused');
    await world.later('3 days');
    expect(await ended(world)).toBeUndefined();
    await world.operator('live');
    expect(await ended(world)).toBe(`exit over ${at(10 * day)}`);
    expect(world.executions.open()).toBe(0);
  });

  test('in front of the moment changes nothing', async () => {
    const world = await started('- wait: 30 days');
    await world.operator('paused');
    await world.later('3 days');
    await world.operator('live');
    await endsAt(world, overAt);
  });

  test('that moves the wait does not move the date', async () => {
    const world = await started('- wait: 30 days', { keys: `due: shift\nexit:\n  ${over}` });
    await world.later('1 day');
    await world.operator('paused');
    await world.later('3 days');
    await world.operator('live');
    await endsAt(world, overAt);
  });
});

describe('what people and other runs are asked for', () => {
  const workflow = (steps: string) => `workflow: work
purpose: Somebody is asked
owner: owner@example.com
when:
  - event: thing.happened
exit:
  ${over}
steps:
${steps.replaceAll(/^/gm, '  ')}
`;

  test.each([
    { case: 'a question to a colleague', steps: '- ask-approval: owner\n  text: Is it fine\n  up-to: 30 days' },
    { case: 'work by hand', steps: '- manual: Do it\n  up-to: 30 days' },
    { case: 'a run that is awaited', steps: '- run-workflow: other\n  until-done: true\n  up-to: 30 days' },
  ])('$case is no longer waited for', async ({ steps }) => {
    const other = 'workflow: other\npurpose: Slow\nowner: owner@example.com\nsteps:\n  - wait: 20 days\n';
    const files = { 'workflows/work.yaml': workflow(steps), 'workflows/other.yaml': other };
    const world = await aWorld('- stop: done', {
      contact: trial,
      files,
      head: 'when:\n  - event: other.happened\n',
    });
    await world.happens('thing.happened');
    await world.later('60 days');
    const run = (await world.runs()).find(({ definition }) => definition === 'work');
    expect(run?.end).toMatchObject({ how: 'exit', reason: 'over', at: overAt });
  });
});

test('where nothing turns by time nobody is woken, and the contact is not even read', async () => {
  const reads: string[] = [];
  const options: Given['options'] = {
    around: (call, carryOut, ports) => {
      if (call.handler !== 'task') return carryOut();
      const get = (id: string) => {
        reads.push(call.handler === 'task' ? call.task.does : '');
        return ports.contacts.get(id);
      };
      return carryOut({ ...ports, contacts: { ...ports.contacts, get } });
    },
  };
  const counts = [];
  for (const keys of ['', 'exit:\n  paid: { event: paid }\n  gone: { field: plan, is: none }']) {
    reads.length = 0;
    const world = await started('- wait: 30 days\n- stop: done', { keys, options });
    await world.later('60 days');
    expect((await world.run()).end?.reason).toBe('done');
    counts.push([...reads]);
  }
  expect(counts[1]).toEqual(counts[0]);
});
