/** Names hold across files: what one file promises, another must keep, before a contact depends on it. */
import { expect, test } from 'vitest';
import { checkProject } from '../../lib/language/check/project.ts';
import { acmeFiles, acmeWith } from '../support/acme.ts';

const journey = (steps: string, keys = '', name = 'example') =>
  `journey: ${name}\npurpose: Shows it\nowner: team@acme.example\ntopic: product-tips\n${keys}steps:\n${steps.replaceAll(/^/gm, '  ')}\n`;
const workflow = (steps: string, keys = '', name = 'example') =>
  journey(steps, keys, name).replace('journey:', 'workflow:').replace('topic: product-tips\n', '');

const check = (files: Record<string, string>) => checkProject(acmeWith(files), { today: '2026-06-01' });
const told = (files: Record<string, string>) =>
  check(files).diagnostics.map(
    ({ code, file, line, message }) => `${code} ${file.slice('statemachines/'.length)}:${line} ${message}`,
  );
const inJourney = (steps: string, keys = '') => told({ 'journeys/example.yaml': journey(steps, keys) });
const inWorkflow = (steps: string, keys = '') => told({ 'workflows/example.yaml': workflow(steps, keys) });

test('gives definitions, settings, segments, forms and templates of a project without mistakes', () => {
  const { diagnostics, ...project } = checkProject(
    acmeWith({ 'journeys/example.yaml': journey('- send-email: welcome') }),
  );

  expect(diagnostics).toEqual([]);
  expect(project.definitions.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'journey example',
    'journey say-hello',
    'workflow call-back',
  ]);
  expect(project.settings).toMatchObject({
    project: 'acme',
    timeZone: 'Europe/Paris',
    topics: { 'product-tips': { consent: 'opt-in' } },
    contact: { plan: { choices: ['trial', 'silver', 'gold'] } },
    events: { 'trial.started': {} },
    teams: { sales: ['sales@acme.example'] },
  });
  expect(project.segments).toMatchObject([{ name: 'early-birds' }, { name: 'gold-members', if: [{ kind: 'field' }] }]);
  expect(project.forms).toEqual([
    { name: 'sign-up', fields: { email: { label: 'Email', required: true } }, consent: [] },
  ]);
  expect(project.templates.map(({ file }) => file.split('/').at(-1))).toEqual([
    'reminder.email.mjml',
    'reminder.sms.txt',
    'welcome.email.mjml',
  ]);
});

test('a definition with a mistake is left out, the others are given', () => {
  const { definitions, diagnostics } = check({ 'journeys/example.yaml': journey('- send-email: welcom') });

  expect(diagnostics.map(({ code }) => code)).toEqual(['WM207']);
  expect(definitions.map(({ name }) => name)).toEqual(['say-hello', 'call-back']);
});

test('a warning stops nothing', () => {
  const { definitions, diagnostics } = check({
    'journeys/example.yaml': journey('- send-email: welcome\n- wait-for: { opened: welcome }\n  up-to: 1 day'),
  });

  expect(diagnostics).toMatchObject([{ code: 'WM435', severity: 'warning' }]);
  expect(definitions.map(({ name }) => name)).toContain('example');
});

test('knows file and line of every part of a definition', () => {
  const project = check({
    'journeys/example.yaml': journey(
      '- send-email: welcome\n- if: { segment: early-birds }\n  then:\n    - stop: done',
    ),
  });

  expect(project.fileOf('example')).toBe('statemachines/journeys/example.yaml');
  expect(project.lineOf('example', ['steps', 1, 'then', 0])).toBe(9);
  expect(project.lineOf('nobody', [])).toBeUndefined();
  expect(project.sourceOf('statemachines/journeys/example.yaml')?.line(6)).toBe('  - send-email: welcome');
});

test('scenarios are handed on as they were read', () => {
  const { scenarios, diagnostics } = check({ 'workflows/call-back.scenario.yaml': 'scenario: calls\ncases: []\n' });

  expect(diagnostics).toEqual([]);
  expect(scenarios).toMatchObject([
    { file: 'statemachines/workflows/call-back.scenario.yaml', source: { value: { scenario: 'calls' } } },
  ]);
});

test('a mistake in one file is not told again in those that name it', () => {
  const files = {
    'segments/early-birds.yaml': 'segment: early-birds\nfi: {}\n',
    'templates/welcome.email.mjml': '---\nsubjet: Hello\n---\n<mj-section></mj-section>\n',
    'forms/sign-up.yaml': 'form: sign-up\n',
    'workflows/call-back.yaml': acmeFiles['workflows/call-back.yaml']!.replace('reason: text', 'reason: txt'),
    'waymark.yaml': acmeFiles['waymark.yaml']!.replace('firstName: text', 'firstName: txt').replace(
      'title: Product',
      'titel: Product',
    ),
    'journeys/example.yaml': journey(
      '- send-email: welcome\n- add-to-segment: early-birds\n- run-workflow: call-back\n  with: { reason: "{{ contact.firstName }}" }',
      'when: [{ form: sign-up }]\n',
    ),
  };

  expect(
    told(files)
      .map((line) => line.split(' ').slice(0, 2).join(' '))
      .sort(),
  ).toEqual([
    'WM302 segments/early-birds.yaml:2',
    'WM302 waymark.yaml:15',
    'WM303 forms/sign-up.yaml:1',
    'WM305 waymark.yaml:5',
    'WM305 workflows/call-back.yaml:4',
    'WM403 templates/welcome.email.mjml:2',
    'WM404 templates/welcome.email.mjml:1',
  ]);
});

test('each kind of name is looked for where it should be, and the nearest one is offered', () => {
  const { diagnostics } = check({
    'journeys/example.yaml': journey(
      `- send-email: welcom
- send-sms: welcome
- add-to-segment: early-brids
- add-to-segment: gold-members
- run-workflow: call-bak
- send-email: reminder
  topic: product-tip
- if: { field: plann, is: gold }
  then: [{ update: contact, set: { rol: x, plan: platinum } }]
- wait-for: { clicked: remindr }
  up-to: 1 day`,
      'when: [{ form: signup }, { event: order.payed }]\n',
    ),
  });

  expect(diagnostics.map(({ code, line, hint }) => `${code} ${line} ${hint?.split('?')[0]}`)).toEqual([
    'WM210 5 Did you mean `sign-up`',
    'WM214 5 Did you mean `order.paid`',
    'WM207 7 Did you mean `welcome`',
    'WM208 8 Write `templates/welcome.sms.txt` as well, or name another template.',
    'WM209 9 Did you mean `early-birds`',
    'WM439 10 Name a segment without `if`, or update the field that the rule asks about.',
    'WM211 11 Did you mean `call-back`',
    'WM212 13 Did you mean `product-tips`',
    'WM213 14 Did you mean `plan`',
    'WM213 15 Did you mean `role`',
    'WM221 15 It is one of: trial, silver, gold.',
    'WM215 16 Did you mean `reminder`',
  ]);
});

test('without lists in waymark.yaml any field, event and topic may be meant', () => {
  const project = 'senders: { team: { name: Ada, address: ada@acme.example } }\npostal-address: 1 Market Street\n';
  const files = {
    'waymark.yaml': project,
    'journeys/example.yaml': journey(
      '- if: { all: [{ field: shoeSize, above: 40 }, { event: shoe.tried }] }\n  then: [{ send-email: welcome, topic: shoes }]',
    ),
  };

  expect(told(files)).toEqual([]);
});

test('a path leads through contact, event, input and steps, and nowhere else', () => {
  const keys =
    'when: [{ event: order.paid }, { form: sign-up }]\ninput: { reason: text }\nper: event.orderId\noutput: { who: { from: call.assignee } }\n';
  const followUp = (text: string) =>
    inWorkflow(`- assign-follow-up: ${JSON.stringify(text)}\n  id: call`, keys).map((line) =>
      line.replace(/^\S+ \S+ /, ''),
    );

  expect(
    followUp(
      '{{ contact.firstName }} {{ contact.email }} {{ event.total }} {{ event.email }} {{ input.reason }} {{ call.assignee }}',
    ),
  ).toEqual([]);
  expect(followUp('{% assign x = 1 %}{% if contact.plan == "gold" %}{{ x }}{% endif %}')).toEqual([]);
  expect(followUp('{{ user.firstName }}')).toEqual(['`user.firstName` leads nowhere.']);
  expect(followUp('{{ event.totl }}')).toEqual(['`event.totl` leads nowhere: `event` has no `totl`.']);
  expect(followUp('{{ input.raeson }}')).toEqual(['`input.raeson` leads nowhere: `input` has no `raeson`.']);
  expect(followUp('{{ ticket.number }}')).toEqual(['`ticket.number` leads nowhere.']);
  expect(inWorkflow('- wait: 1 day', 'output: { who: { from: cal.assignee } }\n')).toHaveLength(1);
});

test('a mistake inside a text is marked where it stands', () => {
  const { diagnostics } = check({
    'workflows/example.yaml': workflow(
      '- assign-follow-up: Call {{ contact.fristName }}\n- update: contact\n  set: { role: "a {{ contact.emial }}" }',
    ),
  });

  expect(diagnostics).toMatchObject([
    { code: 'WM216', line: 5, column: 31, length: 17, hint: 'Did you mean `contact.firstName`?' },
    { code: 'WM216', line: 7, column: 24, length: 13 },
  ]);
});

test('a called workflow has the event of whoever called it', () => {
  const called = workflow(
    '- assign-follow-up: Call about {{ event.orderId }} {{ event.anything }}',
    'when: [{ event: order.paid }]\n',
    'called',
  );
  const caller = journey('- run-workflow: called', 'when: [{ event: order.paid }]\n');

  expect(told({ 'workflows/called.yaml': called })).toHaveLength(1);
  expect(told({ 'workflows/called.yaml': called, 'journeys/example.yaml': caller })).toEqual([]);
});

test('a template reads what exists and comes from somebody', () => {
  const template = (head: string, body: string) =>
    `---\n${head}\n---\n<mj-section><mj-column><mj-text>${body}</mj-text></mj-column></mj-section>\n`;
  const { diagnostics } = check({
    'templates/news.email.mjml': template(
      'subject: Hi {{ contact.fristName }}\nsender: taem',
      'Hi {{ contact.shoeSize }} {{ unsubscribeUrl }} {{ with.code }} {{ custmer.x }}',
    ),
  });

  expect(diagnostics.map(({ code, line, column, length }) => [code, line, column, length])).toEqual([
    ['WM216', 2, 16, 17],
    ['WM219', 3, 9, 4],
    ['WM216', 5, 39, 16],
    ['WM216', 5, 99, 9],
  ]);
});

test('a call hands over what the workflow asks for', () => {
  expect(inJourney('- run-workflow: call-back').map((line) => line.slice(0, 5))).toEqual(['WM220']);
  expect(inJourney('- run-workflow: call-back\n  with: { reason: 3 }')).toEqual([
    'WM220 journeys/example.yaml:7 3 is no text, as `call-back` wants for `reason`.',
  ]);
  expect(inJourney('- run-workflow: call-back\n  with: { reason: { from: contact.plan } }')).toEqual([]);
});

test('a journey gives no work to people, and is told what does', () => {
  const { diagnostics } = check({ 'journeys/example.yaml': journey('- assign-follow-up: Call them') });

  expect(diagnostics).toMatchObject([
    { code: 'WM432', hint: 'Write a workflow with this step, and call it from here: `- run-workflow: <name>`.' },
  ]);
});

test('a team that nobody belongs to gets no work', () => {
  expect(inWorkflow('- assign-follow-up: Call them\n  to: team:sales')).toEqual([]);
  expect(inWorkflow('- assign-follow-up: Call them\n  to: team:sale')).toEqual([
    'WM217 workflows/example.yaml:6 There is no team called `sale`.',
  ]);
});

test('marketing has a topic, its own or the journey’s, and a workflow writes it at the message', () => {
  expect(inWorkflow('- send-email: welcome').map((line) => line.slice(0, 5))).toEqual(['WM431']);
  expect(inWorkflow('- send-email: welcome\n  topic: product-tips')).toEqual([]);
  expect(inWorkflow('- send-email: welcome\n  class: transactional')).toEqual([]);
  expect(inWorkflow('- wait: 1 day', 'topic: product-tips\n').map((line) => line.slice(0, 5))).toEqual(['WM320']);
});

test('emails need somebody who sends them, and marketing a postal address: told once for the project', () => {
  const files = {
    'waymark.yaml': '',
    'journeys/example.yaml': journey('- send-email: welcome\n- send-email: reminder'),
  };

  expect(told(files).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'WM440 journeys/example.yaml:6',
    'WM443 journeys/example.yaml:6',
  ]);
});

test('waiting for what ends the run is warned of, unless the goal lets it go on', () => {
  const wait = '- wait-for: { event: order.paid }\n  up-to: 3 days';
  const codes = (steps: string, keys: string) => inJourney(steps, keys).map((line) => line.slice(0, 5));

  expect(codes(wait, 'goals: { bought: { event: order.paid } }\n')).toEqual(['WM434']);
  expect(codes(wait, 'exit: { bought: { event: order.paid } }\n')).toEqual(['WM434']);
  expect(
    codes('- if: { event: order.paid, where: { total: 3 } }', 'exit: { bought: { event: order.paid } }\n'),
  ).toEqual(['WM434']);
  expect(codes(wait, 'goals: { bought: { event: order.paid, ends-run: false } }\n')).toEqual([]);
  expect(codes(wait, 'goals: { bought: { event: order.paid, where: { total: { above: 100 } } } }\n')).toEqual([]);
  expect(codes('- if: { event: order.paid, since: ever }', 'exit: { bought: { event: order.paid } }\n')).toEqual([]);
  expect(codes('- if: { not: { event: order.paid } }', 'exit: { bought: { event: order.paid } }\n')).toEqual([]);
});

test('a click in a message that another definition sends never counts in this run', () => {
  expect(inJourney('- wait-for: { clicked: welcome }\n  up-to: 1 day')).toEqual([
    'WM438 journeys/example.yaml:6 Nothing here sends `welcome`, so this never holds.',
  ]);
  expect(told({ 'segments/clickers.yaml': 'segment: clickers\nif: { clicked: welcome }\n' })).toEqual([]);
});

test('calls that go round are told with the whole ring', () => {
  const files = {
    'workflows/a.yaml': workflow('- run-workflow: b', '', 'a'),
    'workflows/b.yaml': workflow('- run-workflow: c', '', 'b'),
    'workflows/c.yaml': workflow('- wait: 1 day\n- run-workflow: a', '', 'c'),
    'workflows/d.yaml': workflow('- run-workflow: a', '', 'd'),
    'workflows/e.yaml': workflow('- run-workflow: e', '', 'e'),
  };

  expect(told(files)).toEqual([
    'WM436 workflows/c.yaml:6 Calls go round in a ring: a → b → c → a.',
    'WM436 workflows/e.yaml:5 Calls go round in a ring: e → e.',
  ]);
});

test('segments that ask for each other are told as well', () => {
  const files = {
    'segments/one.yaml': 'segment: one\nif: { not: { segment: two } }\n',
    'segments/two.yaml': 'segment: two\nif: [{ segment: early-birds }, { segment: one }]\n',
  };

  expect(told(files)).toEqual(['WM436 segments/two.yaml:2 Segments ask for each other in a ring: one → two → one.']);
});

test('a review that is overdue is a warning, by the date that is handed in', () => {
  const due = (review: string) =>
    inWorkflow('- wait: 1 day', `review: ${review}\n`).map((line) => line.split(':1 ').at(-1)!.slice(0, 5));

  expect(due('every 90 days since 2026-03-04')).toEqual([]);
  expect(due('every 90 days since 2026-03-02')).toEqual(['WM437']);
  expect(due('2026-05-31')).toEqual(['WM437']);
  expect(due('2026-12-31')).toEqual([]);
  expect(due('every 90 days')).toEqual([]);
  expect(
    checkProject(acmeWith({ 'workflows/example.yaml': workflow('- wait: 1 day', 'review: 2020-01-01\n') })).diagnostics,
  ).toEqual([]);
});

test('a file stands where it is read, and is called what it holds', () => {
  expect(told({ 'journeys/example.yaml': workflow('- wait: 1 day') })).toEqual([
    'WM316 journeys/example.yaml:1 A workflow stands in the folder of journeys.',
  ]);
  expect(told({ 'workflows/example.yml': workflow('- wait: 1 day') })).toEqual([
    'WM316 workflows/example.yml:1 Files end in `.yaml`, so nothing reads this one.',
  ]);
  expect(told({ 'notes.yaml': 'a: b' })).toEqual(['WM316 notes.yaml:1 Nothing reads this file where it stands.']);
  expect(told({ 'README.md': '# Hello', 'templates/README.md': '# Hello', 'templates/.gitkeep': '' })).toEqual([]);
  expect(told({ 'segments/birds.yaml': 'segment: early-birdies\n' })).toEqual([
    'WM202 segments/birds.yaml:1 The file is called `birds.yaml`, and what is inside `early-birdies`.',
  ]);
});

test('one name is one definition, in whatever notation', () => {
  const object = { workflow: 'call-back', purpose: 'p', owner: 'o@acme.example', steps: [{ wait: '1 day' }] };
  const { diagnostics } = checkProject([...acmeWith({}), { path: 'statemachines/workflows/call-back.ts', object }]);

  expect(diagnostics).toMatchObject([
    {
      code: 'WM218',
      message: '`call-back` is the name of two files: this one and statemachines/workflows/call-back.ts.',
    },
  ]);
});

test('a definition in TypeScript is checked with the others', () => {
  const object = {
    journey: 'example',
    purpose: 'p',
    owner: 'o@acme.example',
    topic: 'product-tips',
    steps: [{ 'send-email': 'welcom' }],
  };
  const project = checkProject([...acmeWith({}), { path: 'statemachines/journeys/example.ts', object }]);

  expect(project.diagnostics).toMatchObject([
    { code: 'WM207', line: 0, path: ['steps', 0, 'send-email'], hint: expect.stringContaining('`welcome`') },
  ]);
  expect(project.fileOf('example')).toBe('statemachines/journeys/example.ts');
  expect(project.lineOf('example', ['steps', 0])).toBeUndefined();
});

test('the order of the files makes no difference', () => {
  const files = acmeWith({
    'journeys/example.yaml': journey('- send-email: welcom'),
    'workflows/b.yaml': workflow('- wait: 3 dys', '', 'b'),
  });
  const [forth, back] = [checkProject(files), checkProject(files.toReversed())];

  expect(back.diagnostics).toEqual(forth.diagnostics);
  expect(back.definitions).toEqual(forth.definitions);
});
