/** Answers the question that operators are asked every day: why did this person get it, or not? */
import type { Command } from 'commander';
import type { ContactSummary, ContactView, TimelineLine } from '../../lib/language/operator-api.ts';
import { FOUND_PROBLEMS } from '../terminal/exit.ts';
import { callStack, type StackOption } from '../terminal/local-stack.ts';

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
        const lines = contact.timeline.filter(
          (line) => (!definition || line.definition === definition) && (!step || isAbout(line, step)),
        );
        if (lines.length === 0) {
          const others = contact.timeline.filter((line) => !definition || line.definition === definition);
          console.log(`${contact.name} has nothing of ${step ?? definition} in the timeline. The whole way was:`);
          print(others, options);
          process.exitCode = FOUND_PROBLEMS;
        } else print(lines, options);
      },
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

/** A decision names what it led past, so a step that was not reached is explained by the decisions before it. */
const isAbout = ({ step, kind }: TimelineLine, named: string): boolean =>
  step === named || (step?.endsWith(`-${named}`) ?? false) || kind === 'decided';

function print(lines: TimelineLine[], { json }: { json?: boolean }): void {
  for (const line of lines) console.log(json ? JSON.stringify(line) : `${line.local}  ${line.text}`);
}
