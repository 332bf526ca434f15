/** Reads what somebody texts back: a wish to hear no more is honored however it is spelled, and never guessed away. */

export type Reply = 'stop' | 'unclear' | 'help' | 'start' | 'other';

/** Of carriers and of the services that others send with; each stands for the whole text. */
const stopWords = [
  'arret',
  'cancel',
  'end',
  'opt out',
  'optout',
  'quit',
  'remove',
  'revoke',
  'stop',
  'stopall',
  'td',
  'unsubscribe',
];
/** Whatever follows them. */
const firstWords = ['stop', 'stopall', 'unsubscribe', 'revoke', 'optout'];
const helpWords = ['help', 'info'];
const startWords = ['start', 'unstop'];

/** Longer than any text message: more is not read. */
const LONGEST = 2_000;

/** `unclear`: a word of the list stands somewhere in it, so nobody sells anything until a person has read it. */
export function readReply(text: string): Reply {
  // `STOP-ALL` and `STOP,please`: what stands between letters may join them or part them, so both are tried.
  const spellings = [spelled(text, ''), spelled(text, ' ')];
  const isOne = (words: readonly string[]) => spellings.some((one) => words.includes(one));
  if (isOne(stopWords)) return 'stop';
  if (spellings.some((one) => firstWords.includes(one.split(' ')[0]!))) return 'stop';
  if (isOne(helpWords)) return 'help';
  if (isOne(startWords)) return 'start';
  const isInside = (word: string) => spellings.some((one) => ` ${one} `.includes(` ${word} `));
  return stopWords.some(isInside) ? 'unclear' : 'other';
}

/** Whether a stop names all there is, whatever it was an answer to. */
export const stopsAll = (text: string): boolean =>
  [spelled(text, ''), spelled(text, ' ')].some((one) => /^(stopall|\w+ all)\b/.test(one));

/** Lower case letters and digits with one space between words; wide letters, accents and emoji are only dress. */
const spelled = (text: string, between: string): string =>
  text
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, between)
    .replace(/\s+/g, ' ')
    .trim();
