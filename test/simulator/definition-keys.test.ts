/** What the keys at the head of a definition mean for the people inside. */
import { describe, expect, test } from 'vitest';
import type { CompiledProject } from '../../lib/compiler/project.ts';
import { readScenario } from '../../lib/simulator/scenario/read-scenario.ts';
import { runScenario } from '../../lib/simulator/scenario/run-scenario.ts';
import { aJourney, compileFiles, emailTemplate, settingsFile } from '../support/project.ts';

const ann = '{ id: ann, email: ann@example.com, time-zone: UTC, consent: [news] }';

/** Plays `do` and `expect` against a project; gives what differed. */
async function play(compiled: CompiledProject, lines: string, contacts = ann) {
  const text = `scenario: keys\nstart: 2026-03-02 10:00\ncontacts: [${contacts}]\n${lines}`;
  const { scenario, diagnostics } = readScenario('example.scenario.yaml', text);
  expect(diagnostics).toEqual([]);
  return (await runScenario(scenario!, compiled)).cases.flatMap(({ failures }) => failures);
}

const head = (keys: string) => `when:\n  - event: thing.happened\n${keys}`;

describe('again', () => {
  test('never: a contact who was inside is not let in a second time, and the timeline says why', async () => {
    const compiled = await compileFiles(aJourney('- send-email: hello', { head: head('again: never\n') }));
    expect(
      await play(
        compiled,
        'do:\n  - event: thing.happened\n  - { after: 1 day, event: thing.happened }\nexpect:\n  - { email: hello, times: 1 }\n',
      ),
    ).toEqual([]);
  });

  test('always: lets the contact in again once the run before has ended, not before', async () => {
    const compiled = await compileFiles(
      aJourney('- send-email: hello\n- wait: 2 days', { head: head('again: always\n') }),
    );
    const events = ['0 days', '1 day', '2 days'].map((_, index) =>
      index === 0 ? '  - event: thing.happened' : '  - { after: 1 day, event: thing.happened }',
    );
    const lines = `do:\n${events.join('\n')}\n  - { after: 1 day, event: thing.happened }\nexpect:\n  - { email: hello, at: day 0 10:00 }\n  - { email: hello, at: day 2 10:00 }\n`;
    expect(await play(compiled, lines)).toEqual([]);
  });

  test('after 30 days: counts from the last entry', async () => {
    const compiled = await compileFiles(aJourney('- send-email: hello', { head: head('again: after 30 days\n') }));
    const lines = `do:\n  - event: thing.happened\n  - { after: 29 days, event: thing.happened }\n  - { after: 1 day, event: thing.happened }\nexpect:\n  - { email: hello, times: 2 }\n  - { email: hello, at: day 30 10:00 }\n`;
    expect(await play(compiled, lines)).toEqual([]);
  });
});

describe('per', () => {
  const perOrder = () =>
    compileFiles(
      aJourney('- wait-for: { event: order.shipped }\n  up-to: 5 days\n  then:\n    - send-email: hello', {
        head: head('again: always\nper: event.orderId\n'),
      }),
    );

  test('two orders are two runs side by side, and each hears only its own events', async () => {
    const lines = `do:
  - { event: thing.happened, data: { orderId: A } }
  - { event: thing.happened, data: { orderId: B } }
  - { after: 1 day, event: order.shipped, data: { orderId: B } }
  - { after: 10 days }
expect:
  - { journey: example, times: 2 }
  - { email: hello, times: 1, at: day 1 10:00 }
`;
    expect(await play(await perOrder(), lines)).toEqual([]);
  });

  test('number 1 and text "1" are one key', async () => {
    const lines = `do:\n  - { event: thing.happened, data: { orderId: 1 } }\n  - { event: thing.happened, data: { orderId: "1" } }\nexpect:\n  - { journey: example, times: 1 }\n`;
    expect(await play(await perOrder(), lines)).toEqual([]);
  });

  test('an event without the key concerns every run', async () => {
    const lines = `do:\n  - { event: thing.happened, data: { orderId: A } }\n  - { event: thing.happened, data: { orderId: B } }\n  - { after: 1 day, event: order.shipped }\nexpect:\n  - { email: hello, times: 2 }\n`;
    expect(await play(await perOrder(), lines)).toEqual([]);
  });
});

test('was: after a rename, who came before under the old name does not come again', async () => {
  const compiled = await compileFiles({
    ...aJourney('- send-email: hello', {
      name: 'newer',
      head: 'when:\n  - event: second.happened\nagain: never\nwas: older\n',
    }),
    ...aJourney('- send-email: hello', { name: 'older', head: head('again: never\n') }),
  });
  const lines =
    'do:\n  - event: thing.happened\n  - { after: 1 day, event: second.happened }\nexpect:\n  - { email: hello, times: 1 }\n';
  expect(await play(compiled, lines)).toEqual([]);
});

describe('grace', () => {
  const steps = '- wait-until: 09:00\n- send-email: hello';

  test('a step at a time of day that is picked up within half an hour still goes the same day', async () => {
    const compiled = await compileFiles(aJourney(steps, { head: head('again: always\n') }));
    const lines =
      'do:\n  - event: thing.happened\n  - { after: 1 hour, pause: example }\n  - { at: day 1 09:20, resume: example }\n  - { after: 3 days }\nexpect:\n  - { email: hello, at: day 1 09:20 }\n';
    expect(await play(compiled, lines)).toEqual([]);
  });

  test('picked up later than that, it goes to its next time', async () => {
    const compiled = await compileFiles(aJourney(steps, { head: head('again: always\n') }));
    const lines =
      'do:\n  - event: thing.happened\n  - { after: 1 hour, pause: example }\n  - { at: day 1 09:45, resume: example }\n  - { after: 3 days }\nexpect:\n  - { email: hello, at: day 2 09:00 }\n';
    expect(await play(compiled, lines)).toEqual([]);
  });

  test('the definition may be more patient', async () => {
    const compiled = await compileFiles(aJourney(steps, { head: head('again: always\ngrace: 2 hours\n') }));
    const lines =
      'do:\n  - event: thing.happened\n  - { after: 1 hour, pause: example }\n  - { at: day 1 10:45, resume: example }\n  - { after: 3 days }\nexpect:\n  - { email: hello, at: day 1 10:45 }\n';
    expect(await play(compiled, lines)).toEqual([]);
  });
});

describe('if', () => {
  test("the audience is judged after the event's own data is applied, and a refusal leaves a reason", async () => {
    const compiled = await compileFiles({
      ...aJourney('- send-email: hello', {
        head: 'when:\n  - form: sign-up\nif: { field: plan, is: gold }\nagain: always\n',
      }),
      'forms/sign-up.yaml': 'form: sign-up\nfields:\n  plan: { label: Plan }\n',
    });
    const lines =
      'do:\n  - { form: sign-up, data: { plan: silver } }\n  - { after: 1 hour, form: sign-up, data: { plan: gold } }\nexpect:\n  - { email: hello, times: 1, at: day 0 11:00 }\n';
    expect(await play(compiled, lines)).toEqual([]);
  });
});

test('time-zone: who has none is served in the zone of the definition', async () => {
  const compiled = await compileFiles(
    aJourney('- wait-until: 09:00\n- send-email: hello', { head: head('again: always\ntime-zone: Asia/Tokyo\n') }),
  );
  const lines =
    'do:\n  - event: thing.happened\n  - { after: 2 days }\nexpect:\n  - { email: hello, at: day 1 00:00 }\n';
  expect(await play(compiled, lines, '{ id: ann, email: ann@example.com, consent: [news] }')).toEqual([]);
});

describe('goals', () => {
  const journey = (goal: string) =>
    compileFiles(aJourney('- send-email: hello', { head: head(`again: always\ngoals:\n  bought: ${goal}\n`) }));
  const buysOnDay5 =
    'do:\n  - event: thing.happened\n  - { after: 5 days, event: order.paid }\n  - { after: 30 days, event: order.paid }\nexpect:\n  - { email: hello }\n';

  test('a conversion inside its window counts, once, even after the run has ended', async () => {
    const lines = `${buysOnDay5}  - { goal: bought, times: 1, at: day 5 10:00 }\n  - { ends: finished, at: day 0 10:00 }\n`;
    expect(await play(await journey('{ event: order.paid, by: 14 days }'), lines)).toEqual([]);
  });

  test('without a window it is open only while the contact is inside', async () => {
    expect(await play(await journey('{ event: order.paid }'), `${buysOnDay5}  - { goal: bought, times: 0 }\n`)).toEqual(
      [],
    );
  });

  test('one that does not end the run is counted and the contact goes on', async () => {
    const compiled = await compileFiles(
      aJourney('- wait: 7 days\n- send-email: hello', {
        head: head('again: always\ngoals:\n  bought: { event: order.paid, ends-run: false }\n'),
      }),
    );
    const lines =
      'do:\n  - event: thing.happened\n  - { after: 1 day, event: order.paid }\n  - { after: 10 days }\nexpect:\n  - { goal: bought, at: day 1 10:00 }\n  - { email: hello, at: day 7 10:00 }\n';
    expect(await play(compiled, lines)).toEqual([]);
  });
});

describe('due', () => {
  const paused = `do:
  - event: thing.happened
  - { after: 1 day, pause: example }
  - { after: 4 days, resume: example }
  - { after: 30 days }
`;
  const journey = (due: string) =>
    compileFiles(aJourney('- wait: 3 days\n- send-email: hello', { head: head(`again: always\ndue: ${due}\n`) }));

  test('keep: what fell due during a pause runs at resume', async () => {
    expect(await play(await journey('keep'), `${paused}expect:\n  - { email: hello, at: day 5 10:00 }\n`)).toEqual([]);
  });

  test('shift: every due time moves by the length of the pause', async () => {
    expect(await play(await journey('shift'), `${paused}expect:\n  - { email: hello, at: day 7 10:00 }\n`)).toEqual([]);
  });
});

test('a paused journey still takes entries, frozen at their first step', async () => {
  const compiled = await compileFiles(aJourney('- send-email: hello', { head: head('again: always\n') }));
  const lines =
    'do:\n  - pause: example\n  - { after: 1 hour, event: thing.happened }\n  - { after: 1 day, resume: example }\nexpect:\n  - { journey: example, at: day 0 11:00 }\n  - { email: hello, at: day 1 11:00 }\n';
  expect(await play(compiled, lines)).toEqual([]);
});

test('a disabled journey takes no entries and lets those inside finish', async () => {
  const compiled = await compileFiles(
    aJourney('- wait: 1 day\n- send-email: hello', { head: head('again: always\n') }),
  );
  const lines =
    'do:\n  - event: thing.happened\n  - { after: 1 hour, disable: example }\n  - { after: 3 days, event: thing.happened }\n  - { after: 3 days }\nexpect:\n  - { email: hello, times: 1, at: day 1 10:00 }\n';
  expect(await play(compiled, lines)).toEqual([]);
});

describe('on-error', () => {
  const rejected = (rest: string) =>
    `faults:\n  - { step: hello, fault: rejected }\ndo:\n  - event: thing.happened\n${rest}`;

  test('go-to: a step that only a failure leads to is part of the journey', async () => {
    const steps = '- send-email: hello\n  on-error: go-to sorry\n- stop: fine\n- send-sms: sorry\n  id: sorry';
    const files = aJourney(steps);
    const compiled = await compileFiles(files);
    const contact = '{ id: ann, email: ann@example.com, phone: "+12125550123", time-zone: UTC, consent: [news] }';
    expect(
      await play(
        compiled,
        rejected('expect:\n  - { step: send-email-hello, outcome: failed, reason: rejected }\n  - { sms: sorry }\n'),
        contact,
      ),
    ).toEqual([]);
  });

  test('a step named from elsewhere is entered through its own only-if', async () => {
    const steps =
      '- send-email: hello\n  on-error: go-to sorry\n- stop: fine\n- send-sms: sorry\n  id: sorry\n  only-if: { field: plan, is: gold }';
    const compiled = await compileFiles(aJourney(steps));
    expect(
      await play(compiled, rejected('expect:\n  - { step: sorry, outcome: passed-over }\n  - { ends: finished }\n')),
    ).toEqual([]);
  });

  test('stop, the default: the run ends with the step as its reason', async () => {
    const compiled = await compileFiles(aJourney('- send-email: hello\n- send-email: other'));
    expect(await play(compiled, rejected('expect:\n  - { ends: "error:send-email-hello" }\n'))).toEqual([]);
  });

  test('continue: the contact goes on as if nothing had been there', async () => {
    const compiled = await compileFiles(aJourney('- send-email: hello\n  on-error: continue\n- send-email: other'));
    expect(await play(compiled, rejected('expect:\n  - { email: other }\n  - { ends: finished }\n'))).toEqual([]);
  });
});

describe('holdout', () => {
  const eve = '{ id: eve, count: 400, email: eve@example.com, time-zone: UTC, consent: [news] }';
  const files = {
    'journeys/after.yaml':
      'journey: after\npurpose: What follows\nowner: owner@example.com\ntopic: news\nwhen: [{ ended: example }]\nsteps:\n  - send-email: later\n',
    'templates/later.email.mjml': emailTemplate('Later'),
  };
  const heldOut = async (keys: string, settings = '') =>
    compileFiles({
      ...aJourney('- send-email: hello', { head: head(`${keys}goals: { bought: { event: bought, by: 7 days } }\n`) }),
      ...files,
      ...(settings && { 'waymark.yaml': settings }),
    });

  test('who is held out gets nothing, counts as one who entered, and reaches goals all the same', async () => {
    const contacts = `${ann.replace(' }', ', holdout: "yes" }')}, { id: bob, email: bob@example.com, time-zone: UTC, consent: [news], holdout: "no" }`;
    const lines = `do:
  - event: thing.happened
  - { after: 1 day, event: bought }
  - { after: 1 day, event: thing.happened }
  - { after: 9 days }
expect:
  - { email: hello, to: bob, times: 1 }
  - { email: later, to: bob, times: 1 }
  - { goal: bought, to: ann, at: day 1 10:00 }
  - { never: email, to: ann }
`;
    expect(await play(await heldOut('holdout: 50%\n'), lines, contacts)).toEqual([]);
  });

  test('the lot decides, alike for each contact, and about as many as were asked for', async () => {
    const lines =
      'do:\n  - event: thing.happened\nexpect:\n  - { email: hello, times: 340..380 }\n  - { email: later, times: 340..380 }\n';
    expect(await play(await heldOut('holdout: 10%\n'), lines, eve)).toEqual([]);
  });

  test('of a project, nobody of them gets a journey that sells; what has no topic reaches them', async () => {
    const settings = `${settingsFile}holdout: 1%\n`;
    const contacts = ann.replace(' }', ', holdout: "yes" }');
    const lines = 'do:\n  - event: thing.happened\n  - { after: 1 day }\n';
    const sells = await heldOut('', settings);
    expect(await play(sells, `${lines}expect: [{ never: email }]\n`, contacts)).toEqual([]);
    const serves = await compileFiles({
      ...aJourney('- send-email: hello\n  class: transactional', { head: head('') }),
      'waymark.yaml': settings,
    });
    const withoutTopic = {
      ...serves,
      versions: serves.versions.map((one) => {
        const { topic: _, ...definition } = one.version.definition;
        return { ...one, version: { ...one.version, definition } };
      }),
    };
    expect(await play(withoutTopic, `${lines}expect: [{ email: hello }]\n`, contacts)).toEqual([]);
  });
});
