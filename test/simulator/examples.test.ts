/** Every kind's own example, lived through: what the step files promise to a reader is what a contact gets. */
import { describe, expect, test } from 'vitest';
import { type Asker, ask } from '../../lib/engine/ask.ts';
import { entryOf } from '../../lib/engine/passage.ts';
import type { EnginePorts } from '../../lib/engine/ports.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import { conditionKinds } from '../../lib/language/conditions/index.ts';
import type { ExampleMoment } from '../../lib/language/define-condition.ts';
import type { StepKind } from '../../lib/language/define-step.ts';
import type { TriggerKind } from '../../lib/language/define-trigger.ts';
import type { JsonMap } from '../../lib/language/json.ts';
import { stepKinds } from '../../lib/language/steps/index.ts';
import { triggerKinds } from '../../lib/language/triggers/index.ts';
import { sayMoment } from '../../lib/simulator/scenario/moments.ts';
import { createProvider } from '../../lib/simulator/scenario/provider.ts';
import { readScenario } from '../../lib/simulator/scenario/read-scenario.ts';
import { runScenario } from '../../lib/simulator/scenario/run-scenario.ts';
import { createWorld } from '../../lib/simulator/world.ts';
import { aJourney, compileFiles, emailTemplate, settingsFile } from '../support/project.ts';
import { aContact, aRun } from '../support/records.ts';

const START = '2026-03-02T10:00:00.000Z';

const sayHello = `journey: say-hello
purpose: Example
owner: owner@example.com
topic: news
input: { reason: { type: text, default: "" } }
steps:
  - send-email: welcome
  - stop: greeted
`;

/** The example's steps in a journey, or in a workflow where only that may hold them. */
function around(kind: StepKind, steps: string): Record<string, string> {
  const files = aJourney(steps);
  const workflow = `workflow: call-back\npurpose: Example\nowner: owner@example.com\ninput: { reason: { type: text, default: "" } }\nsteps:\n  - stop: called\n`;
  const others = {
    'workflows/call-back.yaml': workflow,
    'journeys/say-hello.yaml': sayHello,
    'templates/welcome.email.mjml': emailTemplate(),
    'segments/early-birds.yaml': 'segment: early-birds\n',
  };
  if (!kind.workflowsOnly) return { ...files, ...others };
  const { 'journeys/example.yaml': journey, ...rest } = files;
  return {
    ...rest,
    ...others,
    'workflows/example.yaml': journey!.replace('journey:', 'workflow:').replace('topic: news\n', ''),
  };
}

describe('what a step file shows is what the contact lives through', () => {
  for (const kind of Object.values(stepKinds) as unknown as StepKind[]) {
    test(kind.kind, async () => {
      const compiled = await compileFiles(around(kind, kind.example.steps));
      const text = `scenario: example
start: 2026-03-02 10:00
expect-only: some
contacts: [{ id: ann, email: ann@example.com, phone: "+12125550123", time-zone: UTC, consent: [news] }]
do:
  - event: thing.happened
${kind.example.do ?? ''}
  - { after: 10 days }
`;
      const { scenario, diagnostics } = readScenario('example.scenario.yaml', text);
      expect(diagnostics).toEqual([]);
      const { timeline, differences } = (await runScenario(scenario!, compiled)).cases[0]!;
      expect(differences).toEqual([]);
      const lines = timeline
        .filter((row) => row.definition === 'example' && ['step', 'message', 'decided', 'settled'].includes(row.kind))
        .map((row) => ({ moment: sayMoment(row.at, START, 'UTC'), step: row.step, outcome: row.outcome }));
      const expected = kind.example.timeline.map((line) => /^(day \d+(?: \d\d:\d\d)?) {2}(\S+) {2}(\S+)$/.exec(line)!);
      expect(
        lines.map(({ moment, ...rest }, index) => ({ ...rest, moment: moment.slice(0, expected[index]?.[1]?.length) })),
      ).toEqual(expected.map(([, moment, step, outcome]) => ({ step, outcome, moment })));
    });
  }
});

function aroundCondition(condition: string): Record<string, string> {
  const { 'waymark.yaml': settings, ...journey } = aJourney(`- if: ${condition}\n  then:\n    - send-email: welcome`);
  return {
    ...journey,
    'waymark.yaml': settings!.replace('topics:\n', 'topics:\n  product-tips: { title: Tips, consent: opt-in }\n'),
    'segments/early-birds.yaml': 'segment: early-birds\n',
    'forms/sign-up.yaml': 'form: sign-up\nfields:\n  email: { label: Email, required: true }\n',
    'journeys/say-hello.yaml': sayHello,
  };
}

/** Ann, with what the example says of her, and the run in which it is asked. */
async function asked(given: ExampleMoment, ports: EnginePorts): Promise<Asker> {
  const { fields = {}, now = START, outcomes, entry } = given;
  const choices = Object.entries(given.consent ?? {}).map(([topic, channels]) => {
    const made = Object.entries(channels).map(([name, state]) => [name, { state, at: START, source: 'example' }]);
    return [topic, Object.fromEntries(made)];
  });
  const contact = await ports.contacts.create(aContact({ fields, consent: Object.fromEntries(choices) }));
  for (const segment of given.segments ?? []) await ports.segments.add('ann', segment, START);
  for (const [index, { family, name, minutesAgo, data = {} }] of (given.events ?? []).entries()) {
    const at = new Date(Date.parse(now) - minutesAgo * 60_000).toISOString();
    await ports.events.put({ id: `e${index}`, family, name, contact: 'ann', at, receivedAt: at, data });
  }
  for (const [index, { definition, ended }] of (given.runs ?? []).entries()) {
    const end = ended === undefined ? undefined : { how: 'stop' as const, reason: ended, at: START };
    await ports.runs.create(aRun({ run: `r${index}`, definition, status: end ? 'ended' : 'running', end }));
  }
  const run = outcomes && { id: 'r1', startedAt: EVER, triggerId: 't', doneAt: {}, outcomes };
  const trigger = entry && { id: 't', data: {}, receivedAt: START, ...entry };
  const values = { contact: fields as JsonMap, ...(trigger && { entry: entryOf(trigger) }) };
  return { moment: { now, zone: 'UTC', contact, run }, values, ports };
}

const EVER = '1970-01-01T00:00:00.000Z';

describe('a condition holds where its file says so, and only there', () => {
  for (const kind of Object.values(conditionKinds)) {
    test.each(['holds', 'fails'] as const)(`${kind.kind} %s`, async (which) => {
      const compiled = await compileFiles(aroundCondition(kind.example.if));
      const nodes = Object.values(
        compiled.versions.find(({ version }) => version.name === 'example')!.version.graph.nodes,
      );
      const node = nodes.find((one) => one.does === 'choose')!;
      const given: ExampleMoment = kind.example[which];
      const world = await createWorld(compiled, {
        startAt: START,
        senders: createProvider(
          () => START,
          () => undefined,
        ).senders,
      });
      const verdict = await ask(node.cases[0]!.if!, await asked(given, world.ports));
      expect(verdict.holds).toBe(which === 'holds');
      expect(verdict.answers.length).toBeGreaterThan(0);
    });
  }
});

const besideTriggers = {
  'forms/sign-up.yaml': 'form: sign-up\nfields:\n  email: { label: Email, required: true }\n',
  'segments/early-birds.yaml': 'segment: early-birds\n',
  'templates/welcome.email.mjml': emailTemplate(),
  'journeys/say-hello.yaml': sayHello,
  'waymark.yaml': settingsFile,
};
const startedBy = (when: string) => ({
  ...aJourney('- wait: 3 days', { head: `when:\n  - ${when}\nagain: always\n` }),
  ...besideTriggers,
});

describe('a trigger starts on what its file says, and on nothing else', () => {
  for (const kind of Object.values(triggerKinds) as unknown as TriggerKind[]) {
    const { when, starts, ignores, lived } = kind.example;
    test(kind.kind, () => {
      const { definitions, diagnostics } = checkProject(
        Object.entries(startedBy(when)).map(([path, text]) => ({ path: `statemachines/${path}`, text })),
      );
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      const trigger = definitions.find(({ name }) => name === 'example')!.when[0]!;
      const event = ({ name, data = {} }: { name: string; data?: object }) => ({
        id: '1',
        family: kind.family,
        name,
        contact: 'ann',
        at: START,
        receivedAt: START,
        data: data as never,
      });
      expect(kind.matches(trigger as never, event(starts))).toBe(true);
      expect(kind.matches(trigger as never, event(ignores))).toBe(false);
    });

    test.runIf(lived)(`${kind.kind}, lived through`, async () => {
      const compiled = await compileFiles(startedBy(when));
      const text = `scenario: example
start: 2026-03-02 10:00
contacts: [{ id: ann, email: ann@example.com, time-zone: UTC, consent: [news] }]
do:
${lived!.do.replaceAll(/^/gm, '  ')}
  - { after: 100 days }
`;
      const { scenario, diagnostics } = readScenario('example.scenario.yaml', text);
      expect(diagnostics).toEqual([]);
      const { timeline, differences } = (await runScenario(scenario!, compiled)).cases[0]!;
      expect(differences).toEqual([]);
      const entered = timeline.filter((row) => row.definition === 'example' && row.kind === 'entered');
      expect(entered.map(({ at }) => sayMoment(at, START, 'UTC'))).toEqual(lived!.starts);
    });
  }
});
