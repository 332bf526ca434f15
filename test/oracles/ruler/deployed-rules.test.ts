/** The rules a deployment sets up, as AWS reads them: who hears of a thing there hears of it on the laptop too. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph } from '../../../lib/compiler/graph.ts';
import type { TriggerKind } from '../../../lib/language/define-trigger.ts';
import type { Json, JsonMap } from '../../../lib/language/json.ts';
import { triggerKinds } from '../../../lib/language/triggers/index.ts';
import { compilePattern, type EventPattern } from '../../../lib/local/bus/event-pattern.ts';
import { rules as localRules } from '../../../lib/local/bus/rules.ts';
import { checkGenerated } from '../../support/generate-definitions.ts';
import { definitionText, learnConditions, welcome } from '../../support/learned-kinds.ts';
import { type DeployedRule, deployedRules } from './deployed-rules.ts';
import { fitting } from './generate-patterns.ts';
import { askRuler } from './judge.ts';

const seed = Number(process.env.WAYMARK_SEED ?? 1);
const deployed = deployedRules();
const ownRules: DeployedRule[] = localRules.map(({ target, pattern }) => ({
  name: `${target} on the laptop`,
  pattern: pattern as JsonMap,
  targets: [target],
}));

test('AWS and the laptop read each rule alike', () => {
  const rules = [...deployed, ...ownRules];
  const questions = rules.map(({ pattern }) => ({
    pattern,
    events: fc.sample(fitting(pattern), { numRuns: 500, seed }) as Json[],
  }));

  const rulings = askRuler(questions);

  rules.forEach(({ name, pattern }, index) => {
    const lets = compilePattern(pattern as EventPattern);
    expect(
      questions[index]!.events.map((event) => lets(event)),
      name,
    ).toEqual(rulings[index]);
    expect(rulings[index], name).toContain(true);
    expect(rulings[index], name).toContain(false);
  });
});

/** What starts a run, and what any condition waits for. */
const families = new Set([
  ...(Object.values(triggerKinds) as unknown as TriggerKind[]).flatMap(({ family, watch }) =>
    watch ? [family, watch.family] : [family],
  ),
  ...awaitedFamilies(),
]);

function awaitedFamilies(): string[] {
  const waits = learnConditions('journey').map(({ item, needsWelcome }) => {
    const steps = [...(needsWelcome ? [welcome] : []), { 'wait-for': item, 'up-to': '3 days' }];
    const text = definitionText('journey', 'generated', {}, steps);
    return buildGraph(checkGenerated({ kind: 'journey', name: 'generated', path: 'journeys/generated.yaml', text }));
  });
  const nodes = waits.flatMap((graph) => Object.values(graph.nodes));
  return nodes.flatMap((node) => (node.does === 'wait-for' ? node.families.map((one) => one.split(':')[0]!) : []));
}

/** With what SES and Step Functions say of our mails and machines. */
const machines = deployed.find(({ name }) => name.startsWith('Broken'))!.pattern;
const stateMachineArn = `${((machines['detail'] as JsonMap)['stateMachineArn'] as { prefix: string }[])[0]!.prefix}abc`;
const mails = deployed.find(({ name }) => name.startsWith('Email'))!.pattern['detail'] as JsonMap;
const ended = (status: string) => ({
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  detail: { status, stateMachineArn },
});
const happenings: Json[] = [
  ...[...families].flatMap((family) =>
    [{}, { starts: true }, { unheard: true, watch: true }].map((said) => ({
      source: 'waymark',
      'detail-type': family,
      detail: { contact: 'ann', ...said },
    })),
  ),
  ...['Sent', 'Delivered', 'Opened', 'Clicked', 'Bounced', 'Complaint Received', 'Rejected'].map((word) => ({
    source: 'aws.ses',
    'detail-type': `Email ${word}`,
    detail: mails,
  })),
  ...['FAILED', 'TIMED_OUT', 'ABORTED', 'SUCCEEDED', 'RUNNING'].map(ended),
];

test('whatever is published reaches the same functions in the cloud as on the laptop', () => {
  const rulings = askRuler(deployed.map(({ pattern }) => ({ pattern, events: happenings })));

  const inCloud = happenings.map((_, index) =>
    deployed.flatMap(({ targets }, rule) => ((rulings[rule] as boolean[])[index] ? targets : [])).sort(),
  );
  const here = happenings.map((happening) =>
    localRules.flatMap(({ target, pattern }) => (compilePattern(pattern)(happening) ? [target] : [])).sort(),
  );
  expect(inCloud).toEqual(here);
});
