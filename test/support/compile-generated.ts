/** Generated definitions beside the sample shop, compiled as a deploy would; what they share is compiled once. */
import { compileProject } from '../../lib/compiler/project.ts';
import { compileTemplate } from '../../lib/compiler/templates.ts';
import { compileMachine, compileVersion, type VersionParts } from '../../lib/compiler/version.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import type { CheckedDefinition, Engine } from '../../lib/language/definition.ts';
import type { Settings } from '../../lib/language/project.ts';
import type { Version } from '../../lib/language/version.ts';
import type { Compiled } from '../../lib/simulator/world.ts';
import { acmeWith } from './acme.ts';
import { checkGenerated, type GeneratedDefinition } from './generate-definitions.ts';

/** Whoever is called takes their time, so that much may happen meanwhile. */
const called = {
  'journeys/say-hello.yaml': `journey: say-hello
purpose: A warm welcome, wherever one is due
owner: team@acme.example
topic: product-tips
input: { reason: text }
output: { said: { from: input.reason } }
steps:
  - wait-for: { event: project.created }
    up-to: 2 days
    then:
      - stop: busy
  - send-email: welcome
    id: hello
  - wait-for: { clicked: hello }
    id: look
    up-to: 20 hours
  - wait-until: 09:00
    days: weekdays
  - stop: greeted
`,
  'workflows/call-back.yaml': `workflow: call-back
purpose: Sales calls
owner: sales@acme.example
again: always
input: { reason: text }
output: { why: { from: input.reason } }
exit:
  won: { field: plan, is: gold }
steps:
  - wait: 2 hours
  - manual: Call {{ contact.firstName }} (they {{ input.reason }})
    id: call
    up-to: 2 days
  - if: { outcome: call, is: limit }
    then:
      - alert: owner
        text: Nobody called
  - stop: called
`,
};
const base = checkProject(acmeWith(called));
if (base.diagnostics.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(base.diagnostics));
const shop = await compileProject(base);
const templates = (await Promise.all(base.templates.map((template) => compileTemplate(template)))).flatMap(
  ({ compiled }) => compiled ?? [],
);

export const compileOne = (definition: CheckedDefinition, also: Pick<VersionParts, 'definitions'> = {}): Version =>
  compileVersion(definition, {
    templates,
    segments: base.segments,
    definitions: [...base.definitions, definition],
    ...also,
  });

export interface Wish {
  settings?: Partial<Settings>;
  /** What the registry makes of a version. */
  keep?(version: Version): Version;
}

/** All of the shop and the definition, on one engine. */
export function compileGenerated(
  one: GeneratedDefinition,
  engine: Engine,
  { settings, keep = (version) => version }: Wish = {},
): Compiled {
  const definition = checkGenerated(one);
  const definitions = [...base.definitions, definition];
  const versions = definitions.map((each) => {
    const version = keep(compileOne({ ...each, engine }, { definitions }));
    return { version, ...compileMachine(version) };
  });
  return { ...shop, settings: { ...shop.settings, ...settings }, versions };
}
