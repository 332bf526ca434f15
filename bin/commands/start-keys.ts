/** Single keys at the terminal in which the stack runs, for moving time without leaving it. */
import type { StartedStack } from '../../lib/local/start-stack.ts';
import { openBrowser } from '../terminal/open-browser.ts';
import type { Offer } from './offer-move.ts';
import { sayTime } from './start-words.ts';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

export function listenToKeys(stack: StartedStack, offer: Offer, end: () => void): void {
  console.log('Keys: o open · n next thing due · d +1 day · r reset · q quit');
  const { stdin } = process;
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  let isAsking = false;

  const actions: Record<string, () => Promise<void> | void> = {
    o: () => openBrowser(stack.url),
    n: () => move('next'),
    d: () => move('day'),
    k: offer.keep,
    m: offer.move,
    async r() {
      const { contacts, messages } = await stack.kept();
      console.log(
        `Forget ${count(contacts, 'contact')} and ${count(messages, 'message')}, and start again on the first day? y/n`,
      );
      isAsking = true;
    },
    q: end,
    [CTRL_C]: end,
    [CTRL_D]: end,
  };

  async function move(to: string): Promise<void> {
    await stack.moveTime(to);
    const due = await stack.nextDue();
    console.log(`Virtual time: ${sayTime(stack)}${due ? ` · next: ${due.what}` : ' · nothing is due'}`);
  }

  async function answer(key: string): Promise<void> {
    isAsking = false;
    if (key.toLowerCase() !== 'y') return console.log('Nothing was forgotten.');
    await stack.reset();
    console.log(`Forgotten. Virtual time: ${sayTime(stack)}`);
  }

  let last: Promise<void> = Promise.resolve();
  stdin.on('data', (typed: string) => {
    for (const key of typed) {
      // Leaving does not wait for what is being done.
      if (key === CTRL_C) return end();
      last = last
        .then(() => (isAsking ? answer(key) : actions[key]?.()))
        .catch((thrown: Error) => console.error(thrown.message));
    }
  });
}

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;
