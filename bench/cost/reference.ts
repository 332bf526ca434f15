/** The journey by which engines are compared: two messages, two waits, two decisions, four pieces of internal work. */
import { compileProject, projectOnEngine } from '../../lib/compiler/project.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import type { Engine } from '../../lib/language/definition.ts';
import { type Counted, countPath } from '../../lib/local/cost/count-path.ts';
import { type Counts, weighed } from '../../lib/simulator/cost/counts.ts';
import { pathsOf } from '../../lib/simulator/cost/paths.ts';

const template = `---
subject: Hello
---
<mj-section><mj-column><mj-text>Hello</mj-text><mj-button href="https://example.com/">Go</mj-button></mj-column></mj-section>
`;

const actions = (audience: string) => `
      - update: contact
        id: note-${audience}
        set: { audience: ${audience} }
      - { add-to-segment: ${audience}, id: into-${audience} }
      - { add-to-segment: welcomed, id: welcome-${audience} }
      - update: contact
        id: stage-${audience}
        set: { stage: nurtured }`;

const secondMessage = (way: string) => `
      - split: channel-${way}
        arms:
          - { arm: by-email, share: 50%, then: [{ send-email: second, id: email-${way} }] }
          - { arm: by-sms, share: 50%, then: [{ send-sms: second, id: sms-${way} }] }`;

const files: Record<string, string> = {
  'waymark.yaml': `project: reference
time-zone: UTC
contact: { audience: text, stage: text, role: text, plan: text }
topics:
  news: { title: News, consent: opt-in }
senders:
  default: { name: Example, address: hello@example.com }
postal-address: Example, 1 Street, City
`,
  'templates/first.email.mjml': template,
  'templates/second.email.mjml': template,
  'templates/second.sms.txt': 'Hello from Example',
  'segments/developers.yaml': 'segment: developers\n',
  'segments/others.yaml': 'segment: others\n',
  'segments/welcomed.yaml': 'segment: welcomed\n',
  'journeys/reference.yaml': `journey: reference
purpose: What every engine is measured by
owner: growth@example.com
topic: news
when:
  - event: signed.up
again: always
steps:
  - send-email: first
  - wait-for: { clicked: first }
    up-to: 3 days
    then:${secondMessage('clicked')}
    else:${secondMessage('silent')}
  - wait: 2 days
  - if: { field: role, is: developer }
    then:${actions('developers')}
    else:${actions('others')}
  - stop: done
`,
};

export async function compileReference(engine: Engine) {
  const checked = checkProject(Object.entries(files).map(([path, text]) => ({ path: `statemachines/${path}`, text })));
  const mistakes = checked.diagnostics.filter(({ severity }) => severity === 'error');
  if (mistakes.length > 0) throw new Error(mistakes.map(({ line, message }) => `${line} ${message}`).join('\n'));
  return projectOnEngine(await compileProject(checked), engine);
}

/** Nearly a third click. */
export const CLICKED = 0.3;

/** One run of the average contact. */
export async function countReference(engine: Engine): Promise<{ run: Counts; events: Counts }> {
  const compiled = await compileReference(engine);
  const [{ version } = { version: undefined }] = compiled.versions;
  const { paths } = pathsOf(version!.graph, { 'wait-for': CLICKED });
  const counted: (Counted & { share: number })[] = [];
  for (const path of paths)
    counted.push({ share: path.share, ...(await countPath(path, { version: version!, compiled })) });
  const average = (which: 'run' | 'events') =>
    weighed(counted.map((one) => ({ share: one.share, counts: one[which] })));
  return { run: average('run'), events: average('events') };
}
