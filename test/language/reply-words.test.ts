/** A wish to stop is understood in every dress, and nothing else is taken for one. */
import { describe, expect, test } from 'vitest';
import { readReply } from '../../lib/language/reply-words.ts';

const words = [
  'ARRET',
  'CANCEL',
  'END',
  'OPT-OUT',
  'OPTOUT',
  'OPT OUT',
  'QUIT',
  'REMOVE',
  'STOP',
  'TD',
  'UNSUBSCRIBE',
  'STOPALL',
  'REVOKE',
];
const first = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'REVOKE', 'OPTOUT'];

const cases: [string, (word: string) => string][] = [
  ['as it is listed', (word) => word],
  ['in small letters', (word) => word.toLowerCase()],
  ['in mixed letters', (word) => word.replace(/./g, (letter, at: number) => (at % 2 ? letter.toLowerCase() : letter))],
  [
    'in wide letters',
    (word) => word.replace(/[A-Z]/g, (letter) => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0)),
  ],
];
const spacings: [string, (word: string) => string][] = [
  ['alone', (word) => word],
  ['with space around', (word) => `  ${word}\n`],
  ['with wide space', (word) => `\u00a0${word.replace(' ', '\u00a0\u2003')}\u3000`],
  ['with a zero-width mark', (word) => `\ufeff${word}\u200b`],
];
const punctuations: [string, (word: string) => string][] = [
  ['bare', (word) => word],
  ['with a full stop', (word) => `${word}.`],
  ['shouted', (word) => `${word}!!!`],
  ['quoted', (word) => `“${word}”`],
  ['with emoji', (word) => `${word} 🛑😡`],
  ['with points in between', (word) => (word.includes(' ') || word.includes('-') ? word : word.split('').join('.'))],
];

describe.each(words)('%s', (word) => {
  test.each(cases)('%s, however it is spaced and pointed, is a stop', (_, dressed) => {
    for (const [spacing, spaced] of spacings) {
      for (const [punctuation, pointed] of punctuations) {
        expect(readReply(spaced(pointed(dressed(word)))), `${spacing}, ${punctuation}`).toBe('stop');
      }
    }
  });

  test('with more behind it is a stop where it can mean nothing else, and is asked about where it can', () => {
    const expected = first.includes(word) || word === 'OPT-OUT' ? 'stop' : 'unclear';
    for (const behind of [' please', ' now, thank you', '\nsending me this', ' 🙏 please'])
      expect(readReply(word + behind), behind).toBe(expected);
  });

  test('in the middle of something is read by a person', () => {
    expect(readReply(`please ${word.toLowerCase()} this`)).toBe('unclear');
    expect(readReply(`I want to ${word}.`)).toBe('unclear');
  });
});

test.each([
  ['STOP,please', 'stop'],
  ['stop-all', 'stop'],
  ['Arrêt', 'stop'],
  ['STOP HELP', 'stop'],
  ['HELP', 'help'],
  [' info? ', 'help'],
  ['start', 'start'],
  ['UNSTOP', 'start'],
  ['help me stop this', 'unclear'],
  ['see you at the end', 'unclear'],
  ['I start tomorrow', 'other'],
  ['thanks!', 'other'],
  ['stopping by later', 'other'],
  ['my friend sends this', 'other'],
  ['', 'other'],
  ['🛑', 'other'],
  ['?'.repeat(100_000), 'other'],
])('%j is %s', (text, expected) => {
  expect(readReply(text)).toBe(expected);
});
