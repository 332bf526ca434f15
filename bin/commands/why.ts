/** Answers the question that operators are asked every day: why did this person get it, or not? */
import type { Command } from 'commander';
import type {
  ContactSummary,
  ContactView,
  DefinitionSummary,
  DefinitionView,
  TimelineLine,
} from '../../lib/language/operator-api.ts';
import { FOUND_PROBLEMS } from '../terminal/exit.ts';
import { callStack, type StackOption } from '../terminal/local-stack.ts';
import { stepMeant, stepsIn, whyNot } from './why-words.ts';

export function addWhy(program: Command): void {
  program
    .command('why')
    .description('Say what happened to a contact in a definition, and why.')
    .argument('<contact>', 'id, email or first name')
    .argument('[definition]')
    .argument('[step]', 'id, or what stands in it')
    .option('--url <url>', 'address of the local stack; left out: the one that runs here')
    .option('--json', 'one object per line of the timeline')
    .addHelpText('after', '\nExample:\n  waymark why ann@example.com trial-activation api-quickstart')
    .action(
      async (
        who: string,
        definition: string | undefined,
        step: string | undefined,
        options: StackOption & { json?: boolean },
      ) => {
        const contact = await findContact(who, options);
        const drawn = definition === undefined ? undefined : await findDefinition(definition, options);
        const wanted = step === undefined || !drawn ? undefined : findStep(drawn, step);
        const lines = contact.timeline.filter(
          (line) => (!drawn || line.definition === drawn.name) && (!wanted || line.step === wanted),
        );
        if (lines.length > 0) return print(lines, options);
        process.exitCode = FOUND_PROBLEMS;
        const said =
          drawn && wanted ? whyNot(contact, drawn, wanted) : [`${contact.name} has nothing in the timeline.`];
        const answer = drawn && !wanted ? whyNot(contact, drawn, '') : said;
        if (options.json) console.log(JSON.stringify({ whyNot: answer }));
        else for (const line of answer) console.log(line);
      },
    );
}

async function findDefinition(name: string, options: StackOption): Promise<DefinitionView> {
  const all = await callStack<DefinitionSummary[]>(options, '/api/definitions');
  if (!all.some((one) => one.name === name))
    throw new Error(`There is no definition called ${name}. Known here: ${all.map((one) => one.name).join(', ')}.`);
  return callStack<DefinitionView>(options, `/api/definitions/${encodeURIComponent(name)}`);
}

function findStep(definition: DefinitionView, named: string): string {
  const step = stepMeant(definition, named);
  if (step !== undefined) return step;
  throw new Error(
    `${definition.name} has no step called ${named}. Steps here: ${stepsIn(definition.nodes).join(', ')}.`,
  );
}

async function findContact(who: string, options: StackOption): Promise<ContactView> {
  const contacts = await callStack<ContactSummary[]>(options, '/api/contacts');
  const meant = contacts.find(
    ({ id, fields }) =>
      id === who || fields.email === who || String(fields.firstName).toLowerCase() === who.toLowerCase(),
  );
  if (!meant) throw new Error(`No contact is called ${who}.`);
  return callStack<ContactView>(options, `/api/contacts/${encodeURIComponent(meant.id)}`);
}

function print(lines: TimelineLine[], { json }: { json?: boolean }): void {
  for (const line of lines) console.log(json ? JSON.stringify(line) : `${line.local}  ${line.text}`);
}
