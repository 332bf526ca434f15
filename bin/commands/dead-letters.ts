/** Lists the messages that functions have given up on, with the cause, and gives them back to be tried again. */
import type { Command } from 'commander';
import type { GivenUp } from '../../lib/engine/given-up.ts';
import type { Order } from '../../lib/language/operator-orders.ts';
import { sendOrder, type WhereOptions, withWhere } from '../terminal/orders.ts';
import { count, type SureOptions } from '../terminal/sure.ts';

export function addDeadLetters(program: Command): void {
  withWhere(
    program
      .command('dead-letters')
      .description('List what functions have given up on, oldest first, and why.')
      .argument('[function]', 'left out: of every function'),
  )
    .addHelpText(
      'after',
      '\nWhat is mended goes back to its queue by `waymark redrive --dead-letters`.\n\nExample:\n  waymark dead-letters enroll --json',
    )
    .action(async (of: string | undefined, options: WhereOptions) => {
      const { letters } = await sendOrder({ does: 'dead-letters', function: of }, options);
      const known = letters as unknown as GivenUp[];
      for (const letter of known) console.log(options.json ? JSON.stringify(letter) : sayLetter(letter));
      if (!options.json && known.length === 0) console.log('Nothing has been given up on.');
    });
}

const sayLetter = ({ at, function: of, id, cause }: GivenUp): string => [at, of, id, cause].join('  ');

/** `of`: a function, or true for all. */
export async function redeliver(
  of: string | true,
  { reason, ...options }: WhereOptions & SureOptions & { reason?: string },
): Promise<void> {
  const order: Order = { does: 'redeliver', ...(of !== true && { function: of }), ...(reason && { reason }) };
  if (options.dryRun) {
    const { inside } = await sendOrder(order, options, { dryRun: true });
    return console.log(`${count(Number(inside), 'message')} would be tried again.`);
  }
  const answer = await sendOrder(order, options);
  console.log(options.json ? JSON.stringify(answer) : `${count(Number(answer.redelivered), 'message')} given back.`);
}
