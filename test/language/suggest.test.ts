import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { didYouMean, suggest } from '../../lib/language/suggest.ts';

const steps = ['wait', 'wait-for', 'wait-until', 'send-email', 'send-sms', 'if', 'decide', 'stop', 'add-to-segment'];

describe('the name an author most likely meant', () => {
  test.each([
    ['wiat', 'wait'],
    ['wait-untill', 'wait-until'],
    ['sendEmail', 'send-email'],
    ['send_email', 'send-email'],
    ['Send-Email', 'send-email'],
    ['ad-to-segmnt', 'add-to-segment'],
    ['stpo', 'stop'],
  ])('%s is near %s', (written, meant) => {
    expect(suggest(written, steps)).toBe(meant);
  });

  test.each(['teleport', 'x', '', 'unsubscribe', 'w'.repeat(10_000)])(
    '%j is near nothing: no guess is better',
    (written) => {
      expect(suggest(written, steps)).toBeUndefined();
    },
  );

  test('the misspelt step of this journey', () => {
    expect(didYouMean('nugde', ['welcome', 'nudge', 'offer'])).toBe('Did you mean `nudge`?');
    expect(didYouMean('farewell', ['welcome', 'nudge'])).toBeUndefined();
  });

  test('short words need to be nearer', () => {
    expect(suggest('ig', ['if', 'by'])).toBe('if');
    expect(suggest('abc', ['if', 'by', 'xyz'])).toBeUndefined();
  });

  test('never what was written, always one of those there are', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcde-'), maxLength: 8 });
    fc.assert(
      fc.property(word, fc.array(word), (written, known) => {
        const meant = suggest(written, known);
        return meant === undefined || (meant !== written && known.includes(meant));
      }),
    );
  });
});

describe('words people bring along', () => {
  test.each([
    ['delay', steps, 'wait'],
    ['email', steps, 'send-email'],
    ['sms', steps, 'send-sms'],
    ['trigger', ['journey', 'when', 'if'], 'when'],
    ['condition', ['if', 'then', 'else'], 'if'],
    ['otherwise', ['if', 'then', 'else'], 'else'],
    ['default', ['if', 'then', 'else'], 'else'],
    ['timeout', ['up-to', 'then', 'else'], 'up-to'],
    ['TimeOut', ['up-to', 'then', 'else'], 'up-to'],
    ['end', steps, 'stop'],
    ['end', ['email', 'ends', 'goal'], 'ends'],
    ['user.plan', ['contact.plan', 'event.plan'], 'contact.plan'],
    ['customer.plna', ['contact.plan', 'event.plan'], 'contact.plan'],
  ])('%s among %j is %s', (written, known, meant) => {
    expect(suggest(written, known)).toBe(meant);
  });

  test('are only offered where they exist', () => {
    expect(suggest('delay', ['journey', 'purpose'])).toBeUndefined();
    expect(suggest('toString', steps)).toBeUndefined();
    expect(suggest('__proto__', steps)).toBeUndefined();
  });
});
