/** Pauses, resumes or disables a definition on the local stack. */
import type { Command } from 'commander';
import { callStack, type StackOption } from '../terminal/local-stack.ts';

const verbs = [
  { verb: 'pause', state: 'paused', says: 'Freeze everybody inside; what falls due meanwhile runs at resume.' },
  { verb: 'resume', state: 'live', says: 'Let everybody inside go on.' },
  { verb: 'disable', state: 'disabled', says: 'Let nobody in; those inside finish.' },
] as const;

export function addOperate(program: Command): void {
  for (const { verb, state, says } of verbs) {
    program
      .command(verb)
      .description(says)
      .argument('<definition>')
      .option('--url <url>', 'address of the local stack; left out: the one that runs here')
      .option('--json', 'the answer as an object')
      .addHelpText('after', `\nExample:\n  waymark ${verb} trial-activation`)
      .action(async (definition: string, options: StackOption & { json?: boolean }) => {
        const answer = await callStack<{ restarted: number }>(options, `/api/definitions/${definition}/state`, {
          state,
        });
        const restarted = answer.restarted > 0 ? `, ${answer.restarted} runs go on` : '';
        console.log(options.json ? JSON.stringify(answer) : `${definition} is ${state}${restarted}.`);
      });
  }
}
