/** Closes a contact's address, or opens it again: for whoever says so by phone, by letter or through a lawyer. */
import type { Command } from 'commander';
import type { Order } from '../../lib/language/operator-orders.ts';
import { sendOrder, type WhereOptions, withWhere } from '../terminal/orders.ts';

const verbs = [
  { verb: 'suppress', done: 'gets nothing any more by', says: "Let nothing go out to a contact's address any more." },
  { verb: 'unsuppress', done: 'may be written to again by', says: "Open a contact's address again." },
] as const;

type Channel = Extract<Order, { does: 'suppress' | 'unsuppress' }>['channel'];

interface Options extends WhereOptions {
  channel?: string;
  reason?: string;
}

export function addSuppress(program: Command): void {
  for (const { verb, done, says } of verbs) {
    const command = program
      .command(verb)
      .description(says)
      .argument('<contact>', 'id, user id, email or phone')
      .option('--channel <channel>', 'email or sms; left out: every address they have');
    if (verb === 'suppress')
      command.option('--reason <word>', 'one word, of which the timeline tells with each message kept back');
    withWhere(command)
      .addHelpText('after', `\nExample:\n  waymark ${verb} ann@example.com --channel sms`)
      .action(async (contact: string, options: Options) => {
        const { channel, reason } = options;
        const order: Order = {
          does: verb,
          contact,
          ...(channel !== undefined && { channel: channel as Channel }),
          ...(reason !== undefined && { reason }),
        };
        const answer = await sendOrder(order, options);
        const channels = answer.channels as string[];
        console.log(options.json ? JSON.stringify(answer) : `${contact} ${done} ${channels.join(' and ')}.`);
      });
  }
}
