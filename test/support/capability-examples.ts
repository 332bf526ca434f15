/** One executed example for each thing that the language must be able to express: `test/capabilities/C043.yaml` and on. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { projectRoot } from './imports.ts';
import { placeOf, type Refusal, smallProject, usualSettings } from './small-project.ts';

export const EXAMPLES = 'test/capabilities';

interface Written extends Record<string, unknown> {
  /** What it is good for, in one sentence. */
  says: string;
  /** The journey or workflow that shows it; `files` stand beside it. */
  definition: string;
  files?: Record<string, string>;
  /** What it needs in `waymark.yaml`, beside what is usual. */
  settings?: Record<string, unknown>;
  /** A kind of one's own: the file that holds it. */
  own?: string;
  refused?: Refusal[];
}

export interface CapabilityExample {
  id: string;
  says: string;
  /** Path below `statemachines/` → text. */
  files: Record<string, string>;
  /** The rest of the file, as a scenario's. */
  scenario: { file: string; text: string };
  refused: Refusal[];
  /** Keys of `waymark.yaml` that it is about. */
  settings: string[];
  own?: string;
}

const usual = {
  start: '2026-03-02 10:00',
  contacts: [{ id: 'ann', email: 'ann@example.com', consent: ['news'], 'time-zone': 'UTC' }],
};

export function readExamples(): CapabilityExample[] {
  const folder = path.join(projectRoot, EXAMPLES);
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => exampleOf(name, readFileSync(path.join(folder, name), 'utf8')));
}

function exampleOf(name: string, text: string): CapabilityExample {
  const { says, definition, files = {}, settings = {}, refused = [], own, ...scenario } = parse(text) as Written;
  const id = name.replace('.yaml', '');
  const file = `${id.toLowerCase()}.yaml`;
  return {
    id,
    says,
    files: smallProject({
      'waymark.yaml': stringify({ ...parse(usualSettings), ...settings }),
      ...files,
      [placeOf(file, definition)]: definition,
    }),
    scenario: {
      file: file.replace('.yaml', '.scenario.yaml'),
      text: stringify({ scenario: id, ...usual, ...scenario }),
    },
    refused,
    settings: Object.keys(settings),
    own,
  };
}
