/** For whoever sets up the other side of a webhook: the secret that both sides share, and the way back for one that was gone. */
import type { Command } from 'commander';
import { sendOrder, type WhereOptions, withWhere } from '../terminal/orders.ts';

export function addWebhooks(program: Command): void {
  withWhere(
    program
      .command('webhook-secret')
      .description('Print the secret by which an endpoint verifies our calls, or with which a source signs its own.')
      .argument('<of>', 'an address that `call-webhook` calls, or one of `webhook-sources`'),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  waymark webhook-secret https://erp.example.com/orders\n  waymark webhook-secret shop',
    )
    .action(async (of: string, options: WhereOptions) => {
      const answer = await sendOrder({ does: 'webhook-secret', of }, options);
      console.log(options.json ? JSON.stringify(answer) : String(answer.secret));
    });

  withWhere(
    program
      .command('open-webhook')
      .description('Call an endpoint again that has answered 410: gone.')
      .argument('<address>', 'as `call-webhook` names it'),
  )
    .addHelpText('after', '\nExample:\n  waymark open-webhook https://erp.example.com/orders')
    .action(async (url: string, options: WhereOptions) => {
      const answer = await sendOrder({ does: 'open-webhook', url }, options);
      console.log(options.json ? JSON.stringify(answer) : `${answer.endpoint} is called again.`);
    });
}
