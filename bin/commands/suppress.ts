/** Closes a contact's address on the local stack, or opens it again. */
import type { Command } from 'commander';
import { callStack, type StackOption } from '../terminal/local-stack.ts';

const verbs = [
  { verb: 'suppress', done: 'gets nothing any more by', says: "Let nothing go out to a contact's address any more." },
  { verb: 'unsuppress', done: 'may be written to again by', says: "Open a contact's address again." },
] as const;

interface Options extends StackOption {
  channel?: string;
  reason?: string;
  by?: string;
  json?: boolean;
}

export function addSuppress(program: Command): void {
  for (const { verb, done, says } of verbs) {
    const command = program
      .command(verb)
      .description(says)
      .argument('<contact>')
      .option('--channel <channel>', 'email or sms; left out: every address they have')
      .option('--by <colleague>', 'who says so; the timeline keeps it')
      .option('--url <url>', 'address of the local stack; left out: the one that runs here')
      .option('--json', 'the answer as an object')
      .addHelpText('after', `\nExample:\n  waymark ${verb} ann --channel sms`);
    if (verb === 'suppress') command.option('--reason <word>', 'what the timeline says of each message kept back');
    command.action(async (contact: string, { url, json, ...said }: Options) => {
      const path = `/api/contacts/${encodeURIComponent(contact)}/${verb}`;
      const answer = await callStack<{ channels: string[] }>({ url }, path, said);
      console.log(json ? JSON.stringify(answer) : `${contact} ${done} ${answer.channels.join(' and ')}.`);
    });
  }
}
