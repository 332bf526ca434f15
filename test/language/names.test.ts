import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mistakeOf } from '../../lib/language/mistake.ts';
import { bucketOf, definitionName, hashText, isDefinitionName, slug } from '../../lib/language/names.ts';

describe('a step id made from what the author wrote', () => {
  test.each([
    ['send-email-trial-welcome', 'send-email-trial-welcome'],
    ['wait-3 days', 'wait-3-days'],
    ['wait-until-14:00..16:00', 'wait-until-14-00-16-00'],
    ['  Call them — NOW! ', 'call-them-now'],
    ['Größe', 'gr-e'],
    ['###', ''],
    ['', ''],
  ])('%j is %j', (text, id) => {
    expect(slug(text)).toBe(id);
  });

  test('is cut at 60 characters, and a hash keeps two long ones apart', () => {
    const long = 'assign-follow-up-call the customer about the renewal of the contract';
    expect(slug(`${long} in spring`)).toMatch(/^assign-follow-up-call-the-customer-about-the-renewa-[0-9a-f]{8}$/);
    expect(slug(`${long} in spring`)).not.toBe(slug(`${long} in autumn`));
    expect(slug('a'.repeat(60))).toBe('a'.repeat(60));
  });

  test('is always an id, never too long for a state name, and its own id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const id = slug(text);
        expect(id).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
        expect(id.length).toBeLessThanOrEqual(60);
        expect(slug(id)).toBe(id);
      }),
    );
  });
});

describe('the name of a definition', () => {
  test.each(['trial-activation', 'a', 'x2', 'a-'])('%s', (name) => {
    expect(definitionName.parse(name)).toBe(name);
  });

  test.each([
    ['Trial Activation', 'Did you mean `trial-activation`?'],
    ['trial_activation', 'Did you mean `trial-activation`?'],
    ['2-fast', 'Did you mean `fast`?'],
    ['-x', 'Did you mean `x`?'],
    ['日本', undefined],
    ['', undefined],
    ['constructor', undefined],
    [7, undefined],
    ['a'.repeat(61), `Did you mean \`${'a'.repeat(60)}\`?`],
  ])('%j is none', (written, hint) => {
    const mistake = mistakeOf(definitionName.safeParse(written).error!.issues[0]!);
    expect(mistake).toMatchObject({ code: 'WM201', message: expect.stringContaining('is no name') });
    expect(mistake!.hint).toBe(hint);
  });

  test('what is suggested would be taken', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = definitionName.safeParse(text);
        const meant = read.success ? text : /`(.*)`/.exec(mistakeOf(read.error.issues[0]!)?.hint ?? '')?.[1];
        return meant === undefined || isDefinitionName(meant);
      }),
    );
  });
});

describe('the bucket of a contact', () => {
  test('never changes: who is held back today is held back after every deploy', () => {
    expect(hashText('')).toBe('bf5b796596a8ec89');
    expect(hashText('ann')).toBe('6a69a9f7a21dcd49');
    expect(bucketOf('trial-activation:ann', 100)).toBe(30);
    expect(bucketOf('trial-activation:contact-4711', 100)).toBe(66);
  });

  test('is always one of them', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 1_000_000 }), (text, buckets) => {
        const bucket = bucketOf(text, buckets);
        return Number.isInteger(bucket) && bucket >= 0 && bucket < buckets && bucketOf(text, buckets) === bucket;
      }),
    );
  });

  // Chi-square with 99 degrees of freedom is above 160 once in ten thousand times.
  const unevenness = (texts: readonly string[], buckets = 100) => {
    const counts = new Array<number>(buckets).fill(0);
    for (const text of texts) counts[bucketOf(text, buckets)]!++;
    const expected = texts.length / buckets;
    return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  };
  const numbered = (prefix: string, suffix = '') =>
    Array.from({ length: 50_000 }, (_, index) => `${prefix}${index}${suffix}`);

  test.each([
    ['running numbers', numbered('')],
    ['contacts of a journey', numbered('trial-activation:contact-')],
    ['padded numbers', Array.from({ length: 50_000 }, (_, index) => `c${String(index).padStart(12, '0')}`)],
    ['addresses', numbered('', '@example.com')],
    ['random-looking ids', numbered('').map((text) => hashText(text))],
    ['letters of one length', Array.from({ length: 17_576 }, (_, n) => n.toString(26).padStart(3, '0'))],
    ['letters beyond Latin', numbered('客户')],
  ])('is equally likely for %s', (_, texts) => {
    expect(unevenness(texts)).toBeLessThan(160);
  });

  test('of one split says nothing about the bucket in another', () => {
    const pairs = Array.from({ length: 50_000 }, (_, index) => {
      const [a, b] = [bucketOf(`holdout:c${index}`, 10), bucketOf(`last-push:c${index}`, 10)];
      return a * 10 + b;
    });
    const counts = new Array<number>(100).fill(0);
    for (const pair of pairs) counts[pair]!++;
    expect(counts.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0)).toBeLessThan(160);
  });

  test('every letter counts: near texts share no hash', () => {
    const texts = ['ann', 'anm', 'amn', 'nna', 'ann ', ' ann', 'ann\0', 'Ann', 'an', ...numbered('c')];
    expect(new Set(texts.map(hashText)).size).toBe(texts.length);
  });
});
