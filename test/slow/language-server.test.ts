/** What an author sees while typing, asked of the language server that editors use: what is offered, said and explained. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { getLanguageService, type LanguageService, TextDocument } from 'yaml-language-server';
import { SCHEMA_FILE } from '../../bin/editor-schema.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import { conditionKinds } from '../../lib/language/conditions/index.ts';
import { stepKinds } from '../../lib/language/steps/index.ts';
import { triggerKinds } from '../../lib/language/triggers/index.ts';
import { doings, expectations } from '../../lib/simulator/scenario/schema.ts';
import { acmeFiles, acmeWith } from '../support/acme.ts';
import { schemaFor, shippedFiles } from '../support/editor.ts';
import { projectRoot } from '../support/imports.ts';

const root = 'file:///acme/';
let server: LanguageService;
let opened = 0;

beforeAll(() => {
  server = serverWith(schemaFor(acmeWith({})), { mapped: true });
});

function serverWith(schema: object, { mapped }: { mapped: boolean }): LanguageService {
  const uri = `${root}${SCHEMA_FILE}`;
  const service = getLanguageService({
    schemaRequestService: async (wanted) => {
      if (wanted !== uri) throw new Error(`There is no schema at ${wanted}.`);
      return JSON.stringify(schema);
    },
    workspaceContext: { resolveRelativePath: (relative, from) => new URL(relative, from).href },
  });
  const settings: Record<string, string> = JSON.parse(
    readFileSync(path.join(projectRoot, '.vscode/settings.json'), 'utf8'),
  )['yaml.schemas'];
  const schemas = Object.entries(settings).map(([file, folder]) => ({
    uri: new URL(file, root).href,
    fileMatch: [folder],
  }));
  service.configure({ validate: true, hover: true, completion: true, ...(mapped && { schemas }) });
  return service;
}

// The server remembers a document by its name and version.
const documentOf = (text: string) =>
  TextDocument.create(`${root}statemachines/journeys/example-${++opened}.yaml`, 'yaml', opened, text) as never;

/** `|` is where the cursor stands. */
function atCursor(text: string) {
  const document = documentOf(text.replace('|', ''));
  return { document, position: (document as TextDocument).positionAt(text.indexOf('|')) };
}

async function offeredAt(text: string): Promise<string[]> {
  const { document, position } = atCursor(text);
  const { items } = await server.doComplete(document, position, false);
  return items.map(({ label }) => label).sort();
}

async function saidOf(text: string, service = server): Promise<string[]> {
  const found = await service.doValidation(documentOf(text), false);
  return found.map(({ range, message }) => `${range.start.line + 1}: ${message}`);
}

async function shownAt(text: string): Promise<string> {
  const { document, position } = atCursor(text);
  const hover = await server.doHover(document, position);
  return (hover?.contents as { value: string } | undefined)?.value ?? '';
}

const head = 'journey: example\npurpose: Shows it\nowner: team@acme.example\n';
const steps = (lines: string) => `${head}steps:\n${lines}`;
const kindsOf = (registry: object) => Object.keys(registry).sort();

describe('a fresh item is offered its kinds and nothing else', () => {
  test.each([
    ['a first step', steps('  - |'), stepKinds],
    ['a step behind another', steps('  - wait: 1 day\n  - |'), stepKinds],
    ['a step in a branch', steps('  - if: { field: plan, is: gold }\n    then:\n      - |'), stepKinds],
    ['a condition', steps('  - if:\n      |'), conditionKinds],
    ['a condition in a list', steps('  - if:\n      - |'), conditionKinds],
    ['a condition in braces, once a letter is typed', steps('  - if: { f| }'), conditionKinds],
    ['a condition of a goal', `${head}goals:\n  bought:\n    |`, conditionKinds],
    ['an exit', `${head}exit:\n  left:\n    |`, conditionKinds],
    ['an audience', `${head}if:\n  - |`, conditionKinds],
    ['a trigger', `${head}when:\n  - |`, triggerKinds],
    ['an expectation', 'scenario: x\nexpect:\n  - |', expectations],
    ['what happens, or a time', 'scenario: x\ndo:\n  - |', { ...doings, after: 0, at: 0 }],
  ])('%s', async (_case, text, registry) => {
    expect(await offeredAt(text)).toEqual(kindsOf(registry));
  });
});

describe('an item is offered the options of its kind', () => {
  test.each([
    ['add-to-segment: early-birds', ['id', 'note', 'on-error', 'only-if']],
    ['wait: 3 days', ['at', 'days', 'id', 'note', 'on-error', 'only-if']],
  ])('%s', async (first, options) => {
    expect(await offeredAt(steps(`  - ${first}\n    |`))).toEqual(options);
  });
});

const { templates, segments, definitions, forms, settings } = checkProject(acmeWith({})).known;
const written = (channel: string) => [...(templates ?? [])].filter(([, on]) => on.has(channel)).map(([name]) => name);
const kept = [...(segments ?? [])].filter(([, { byRule }]) => !byRule).map(([name]) => name);
const workflows = [...(definitions ?? [])].filter(([, { kind }]) => kind === 'workflow').map(([name]) => name);

describe('names of the project are offered where they belong', () => {
  test.each([
    ['templates of the channel', steps('  - send-email: |'), written('email')],
    ['templates of another channel', steps('  - send-sms: |'), written('sms')],
    ['segments kept by hand', steps('  - add-to-segment: |'), kept],
    ['all segments', steps('  - if:\n      segment: |'), [...(segments?.keys() ?? [])]],
    ['workflows', steps('  - run-workflow: |'), workflows],
    ['forms', `${head}when:\n  - form: |`, [...(forms?.keys() ?? [])]],
    ['topics', `${head}topic: |`, Object.keys(settings?.topics ?? {})],
  ])('%s', async (_case, text, names) => {
    expect(names.length).toBeGreaterThan(0);
    expect(await offeredAt(text)).toEqual([...names].sort());
  });

  test.each([
    ['events', `${head}when:\n  - event: |`, 'order.paid'],
    ['fields', steps('  - if:\n      field: |'), 'plan'],
    ['fields to set', steps('  - update: contact\n    set:\n      |'), 'plan'],
    ['what may have been clicked', steps('  - wait-for:\n      clicked: |'), 'welcome'],
    ['teams', 'workflow: example\nsteps:\n  - assign-follow-up: Call\n    to: |', 'team:sales'],
  ])('%s', async (_case, text, name) => {
    expect(await offeredAt(text)).toContain(name);
  });
});

describe('one mistake is one message, at its line', () => {
  test.each([
    ['a misspelt kind', '  - dely: 2 days', 'Property dely is not allowed.'],
    ['a misspelt kind with options', '  - dely: 2 days\n    at: 09:00', 'Property dely is not allowed.'],
    ['two kinds', '  - wait: 1 day\n    stop: done', 'Property wait is not allowed.'],
    ['only an option', '  - at: 09:00', 'This step does not say its kind.'],
    ['no map', '  - stop', 'Incorrect type. Expected "step".'],
    ['nothing', '  -', 'Incorrect type. Expected "step".'],
    ['a misspelt option', '  - { wait: 2 days, att: 09:00 }', 'Property att is not allowed.'],
    ['a missing option', '  - wait-for: { event: order.paid }', 'Missing property "up-to".'],
    [
      'a misspelt option that is required',
      '  - { wait-for: { event: order.paid }, up-tu: 3 days }',
      'Property up-tu is not allowed.',
    ],
    ['no duration', '  - wait: 3 dys', 'Write it like "3 days", "1 hour 30 minutes", "2 working days".'],
    [
      'an unknown word',
      '  - { send-email: welcome, class: marketin }',
      'Value is not accepted. Valid values: "marketing", "transactional".',
    ],
    ['an unknown template', '  - send-email: welcom', 'Value is not accepted. Valid values: '],
    ['an unknown field', '  - wait-for: { field: plann, is: gold }\n    up-to: 1 day', 'Value is not accepted.'],
    ['a misspelt condition', '  - wait-for: { evnt: order.paid }\n    up-to: 1 day', 'Property evnt is not allowed.'],
    ['an empty condition', '  - wait-for: []\n    up-to: 1 day', 'Array has too few items. Expected 1 or more.'],
    ['no list', '  - { wait-for: { event: order.paid }, up-to: 1 day, then: { stop: done } }', 'Incorrect type.'],
    ['a way on that is none', '  - { wait: 1 day, on-error: go }', 'One of: stop, continue, go-to <step>.'],
  ])('%s', async (_case, lines, message) => {
    const said = await saidOf(steps(`  - wait: 5 days\n${lines}\n  - stop: done\n`));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(message);
    expect(said[0]).toMatch(/^6: /);
  });

  test.each([
    ['a misspelt beginning', head.replace('journey', 'jorney'), '1: Property jorney is not allowed.'],
    ['no beginning', head.replace(/^.*\n/, ''), '1: This file does not say its kind.'],
    ['a missing key', head.replace(/owner.*\n/, ''), '1: Missing property "owner".'],
    ['a misspelt key', head.replace('owner', 'ownr'), '3: Property ownr is not allowed.'],
  ])('%s', async (_case, beginning, message) => {
    expect(await saidOf(`${beginning}steps:\n  - stop: done\n`)).toEqual([message]);
  });

  test('settings with a misspelt key', async () => {
    expect(await saidOf('time-zone: Europe/Paris\ntopcis: {}\nteams: {}\n')).toEqual([
      '2: Property topcis is not allowed.',
    ]);
  });
});

describe('what is right is left in peace', () => {
  test('every file of a small project', async () => {
    for (const [file, text] of Object.entries(acmeFiles)) {
      if (file.endsWith('.yaml')) expect({ file, said: await saidOf(text) }).toEqual({ file, said: [] });
    }
  });

  test('every file that is shipped, with its own names', async () => {
    const files = await shippedFiles();
    const shipped = serverWith(schemaFor(files), { mapped: true });
    for (const { path: file, text } of files)
      expect({ file, said: await saidOf(text, shipped) }).toEqual({ file, said: [] });
  });
});

describe('the word under the cursor is explained', () => {
  test.each([
    ['a kind', steps('  - se|nd-email: welcome'), stepKinds['send-email'].says],
    ['an option', steps('  - wait: 1 day\n    a|t: 09:00'), stepKinds.wait.options.shape.at.description ?? '?'],
    ['a condition', steps('  - if: { fie|ld: plan, is: gold }'), conditionKinds.field.says],
    ['a trigger', `${head}when:\n  - fo|rm: sign-up`, triggerKinds.form.says],
    ['a key of the head', head.replace('owner', 'ow|ner'), 'Who answers for it'],
  ])('%s', async (_case, text, says) => {
    expect(await shownAt(text)).toContain(says);
  });
});

test('an editor without our settings follows the first line of the file', async () => {
  const unmapped = serverWith(schemaFor(acmeWith({})), { mapped: false });
  const wrong = steps('  - dely: 2 days\n');
  expect(await saidOf(wrong, unmapped)).toEqual([]);
  expect(await saidOf(`# yaml-language-server: $schema=../../.waymark/schema.json\n${wrong}`, unmapped)).toEqual([
    '6: Property dely is not allowed.',
  ]);
});

test('ten blocks inside each other are checked while one types', async () => {
  const nested = (levels: number): string =>
    levels === 0
      ? '- stop: done'
      : `- if: { field: plan, is: gold }\n  id: l${levels}\n  then:\n${nested(levels - 1).replaceAll(/^/gm, '    ')}`;
  const text = steps(`${nested(10).replaceAll(/^/gm, '  ')}\n`);
  await saidOf(text);
  const startedAt = performance.now();
  expect(await saidOf(text)).toEqual([]);
  expect(performance.now() - startedAt).toBeLessThan(500);
});
