/** Writes projects as large as a team's after years, each journey another shape, all of them free of mistakes. */
import type { ProjectFile } from '../bin/load-project.ts';
import { createRandom, type Random } from './random.ts';

const emails = ['welcome', 'first-steps', 'tip', 'story', 'offer', 'help', 'survey-link', 'goodbye'];
const texts = ['reminder', 'last-call'];
const events = ['trial.started', 'project.created', 'order.paid', 'order.returned', 'call.booked'];
const fields = {
  plan: ['trial', 'pro', 'enterprise'],
  role: ['developer', 'marketer', 'other'],
  tier: ['new', 'gold'],
};
const segments = ['engaged', 'sleeping', 'regulars'];
const delays = ['1 day', '3 days', '12 hours', '2 working days', '1 week', '1 hour 30 minutes'];

/** The same count and seed give the same bytes. */
export function generateProject(count: number, seed = 1): ProjectFile[] {
  const random = createRandom(seed);
  const journeys = Array.from({ length: count }, (_, number) => {
    const name = `journey-${String(number + 1).padStart(4, '0')}`;
    return { path: `statemachines/journeys/${name}.yaml`, text: `${journey(name, random).join('\n')}\n` };
  });
  return [...surroundings(), ...journeys];
}

function journey(name: string, random: Random): string[] {
  const [start, goal, exit] = shuffled(events, random);
  return [
    `journey: ${name}`,
    `purpose: Bring ${name.replace('-', ' ')} to its end`,
    'owner: growth@acme.example',
    'topic: news',
    'when:',
    `  - event: ${start}`,
    ...(random.percent(40) ? ['if:', `  - ${condition(random)}`] : []),
    `again: ${random.from(['never', 'after 1 day', 'after 90 days'])}`,
    'goals:',
    `  reached: { event: ${goal}, by: 14 days }`,
    ...(random.percent(50) ? ['exit:', `  gone: { event: ${exit} }`] : []),
    'steps:',
    ...block({ random, depth: 0, sent: [], ids: new Set() }, 4 + random.whole(5)).map(indented),
    '  - stop: finished',
  ];
}

interface Scene {
  random: Random;
  depth: number;
  /** What has surely been sent on the way here, by step id. */
  sent: string[];
  ids: Set<string>;
}

function block(scene: Scene, length: number): string[] {
  const here = { ...scene, sent: [...scene.sent] };
  return Array.from({ length }, () => step(here)).flat();
}

/** Three levels deep, and the deeper the plainer, as people write. */
function step(scene: Scene): string[] {
  const { random, depth } = scene;
  const isPlain = depth >= 3 || random.percent(60 + 15 * depth);
  return random.from(isPlain ? [sendEmail, sendEmail, wait, change] : [waitUntil, waitFor, ifStep, decide])(scene);
}

function sendEmail(scene: Scene): string[] {
  const isText = scene.random.percent(15);
  const template = scene.random.from(isText ? texts : emails);
  const { id, written } = named(scene, `send-${isText ? 'sms' : 'email'}`, template);
  if (!isText) scene.sent.push(id);
  return written;
}

function wait(scene: Scene): string[] {
  return named(scene, 'wait', scene.random.from(delays)).written;
}

function change(scene: Scene): string[] {
  const { random } = scene;
  const segment = random.from(segments);
  if (random.percent(50))
    return named(scene, random.percent(60) ? 'add-to-segment' : 'remove-from-segment', segment).written;
  const [field, values] = random.from(Object.entries(fields));
  return [...named(scene, 'update', 'contact').written, `  set: { ${field}: ${random.from(values)} }`];
}

function waitUntil(scene: Scene): string[] {
  const { written } = named(scene, 'wait-until', scene.random.from(['09:00', '18:30', '14:00..16:00']));
  return [...written, `  days: ${scene.random.from(['weekdays', 'weekend', '[tue, thu]'])}`];
}

function waitFor(scene: Scene): string[] {
  const { random, sent } = scene;
  const awaited = sent.length > 0 ? `clicked: ${random.from(sent)}` : 'page: /pricing*';
  return [
    ...named(scene, 'wait-for', `{ ${awaited} }`).written,
    `  up-to: ${random.from(delays)}`,
    ...branch('then', scene),
    ...(random.percent(60) ? branch('else', scene) : []),
  ];
}

function ifStep(scene: Scene): string[] {
  const { written } = named(scene, 'if', condition(scene.random));
  return [...written, ...branch('then', scene), ...(scene.random.percent(50) ? branch('else', scene) : [])];
}

function decide(scene: Scene): string[] {
  const asked: string[] = [];
  const paths = Array.from({ length: 2 + scene.random.whole(2) }, () => [
    `    - if: ${anotherCondition(scene.random, asked)}`,
    ...branch('then', scene).map((line) => `    ${line}`),
  ]);
  const [head = '', ...id] = named(scene, 'decide', '').written;
  return [head.trimEnd(), ...paths.flat(), ...id, ...branch('else', scene)];
}

function branch(word: string, scene: Scene): string[] {
  const steps = block({ ...scene, depth: scene.depth + 1 }, 1 + scene.random.whole(2));
  return [`  ${word}:`, ...steps.map((line) => `    ${line}`)];
}

/** About something that no earlier path of the decision asks about: else one may take all that another is for. */
function anotherCondition(random: Random, asked: string[]): string {
  const subjectsOf = (text: string) => [...text.matchAll(/(?:field|segment|event|page): [^ ,}]+/g)].map(([one]) => one);
  for (;;) {
    const drawn = condition(random);
    if (subjectsOf(drawn).some((one) => asked.includes(one))) continue;
    asked.push(...subjectsOf(drawn));
    return drawn;
  }
}

function condition(random: Random): string {
  const [field, values] = random.from(Object.entries(fields));
  return random.from([
    `{ field: ${field}, is: ${random.from(values)} }`,
    `{ field: ${field}, in: [${values.slice(0, 2).join(', ')}] }`,
    `{ not: { field: ${field}, is: ${random.from(values)} } }`,
    `{ segment: ${random.from(segments)} }`,
    '{ page: /pricing*, within: 7 days }',
    `{ event: ${random.from(events)}, within: 30 days, times: 2 }`,
    `{ any: [{ field: ${field}, known: true }, { segment: ${random.from(segments)} }] }`,
  ]);
}

/** Every step that would share its name with another has an id of its own. */
function named({ ids }: Scene, kind: string, head: string): { id: string; written: string[] } {
  const id = `${kind}-${ids.size + 1}`;
  ids.add(id);
  return { id, written: [`- ${kind}: ${head}`, `  id: ${id}`] };
}

const indented = (line: string) => `  ${line}`;

function shuffled<Thing>(things: readonly Thing[], random: Random): Thing[] {
  const left = [...things];
  return things.map(() => left.splice(random.whole(left.length), 1)[0]!);
}

/** Settings, segments and templates: as many for ten journeys as for a thousand. */
function surroundings(): ProjectFile[] {
  const settings = `project: acme
time-zone: Europe/Paris
office-hours: { from: "09:00", to: "17:00" }
postal-address: Acme, 1 Market Street, 75002 Paris
contact:
  email: text
  phone: text
  firstName: text
${Object.entries(fields)
  .map(([field, values]) => `  ${field}: [${values.join(', ')}]`)
  .join('\n')}
events:
${events.map((event) => `  ${event}: {}`).join('\n')}
topics:
  news: { title: News, consent: opt-in }
senders:
  default: { name: Acme, address: hello@acme.example }
`;
  return [
    { path: 'statemachines/waymark.yaml', text: settings },
    ...segments.map((name) => ({
      path: `statemachines/segments/${name}.yaml`,
      text: `segment: ${name}\npurpose: Kept by journeys\n`,
    })),
    ...emails.map((name) => ({ path: `statemachines/templates/${name}.email.html`, text: email(name) })),
    ...texts.map((name) => ({
      path: `statemachines/templates/${name}.sms.txt`,
      text: 'Hello {{ contact.firstName }}!\n',
    })),
  ];
}

const email = (name: string) => `---
subject: A ${name} for {{ contact.firstName | default: "you" }}
sample: { contact: { firstName: Ann } }
---
<html><body><p>Hello {{ contact.firstName | default: "there" }},</p>
<p><a href="https://acme.example/${name}">Read on</a></p></body></html>
`;
