/** Nobody can make, change or reuse a link that we did not send. */
import { describe, expect, test } from 'vitest';
import { createSigner } from '../../functions/aws/signing.ts';

const secret = (letter: string) => letter.repeat(32);
const clockAt = (now: string) => ({ now: () => now });
const start = '2026-03-02T09:00:00.000Z';
const newKey = { id: 'k2', secret: secret('b') };
const oldKey = { id: 'k1', secret: secret('a') };

const aSigner = (options: Partial<Parameters<typeof createSigner>[0]> = {}) =>
  createSigner({ deployment: 'prod', keys: [newKey, oldKey], clock: clockAt(start), ...options });

describe('A link that we sent', () => {
  test('leads back to its message', () => {
    const token = aSigner().sign('unsubscribe', 'c1.r1.e1');

    expect(aSigner().verify('unsubscribe', token)).toEqual({ id: 'c1.r1.e1' });
    expect(token).toMatch(/^[A-Za-z0-9._-]+$/);
  });

  test('is the same each time the message is rendered that day', () => {
    const later = aSigner({ clock: clockAt('2026-03-02T23:59:59.999Z') });

    expect(later.sign('click', 'e1')).toBe(aSigner().sign('click', 'e1'));
  });

  test('still lets the contact opt out after 60 days, and is dead after 401', () => {
    const token = aSigner().sign('unsubscribe', 'e1');

    expect(aSigner({ clock: clockAt('2026-05-02T09:00:00.000Z') }).verify('unsubscribe', token)).toEqual({ id: 'e1' });
    expect(aSigner({ clock: clockAt('2027-04-07T09:00:00.000Z') }).verify('unsubscribe', token)).toBeUndefined();
  });

  test('ends at the instant that was asked for', () => {
    const token = aSigner().sign('confirm', 'e1', '2026-03-03T09:00:00.000Z');

    expect(aSigner({ clock: clockAt('2026-03-03T08:59:59.000Z') }).verify('confirm', token)).toEqual({ id: 'e1' });
    expect(aSigner({ clock: clockAt('2026-03-03T09:00:00.000Z') }).verify('confirm', token)).toBeUndefined();
  });

  test('carries ids of any alphabet', () => {
    const signer = aSigner();

    expect(signer.verify('click', signer.sign('click', 'é/=+ 🙂'))).toEqual({ id: 'é/=+ 🙂' });
  });
});

describe('A link that we did not send', () => {
  test('every changed character makes it worthless', () => {
    const signer = aSigner();
    const token = signer.sign('unsubscribe', 'c1.r1.e1');
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=%\u0000é';

    for (let index = 0; index < token.length; index += 1) {
      for (const other of [
        ...alphabet,
        ...[1, 2, 4, 8, 16, 32, 64, 128].map((bit) => String.fromCharCode(token.charCodeAt(index) ^ bit)),
      ]) {
        if (other === token[index]) continue;
        const changed = token.slice(0, index) + other + token.slice(index + 1);
        expect(signer.verify('unsubscribe', changed), changed).toBeUndefined();
      }
    }
  });

  test('cut short, made longer, or empty it is worthless', () => {
    const signer = aSigner();
    const token = signer.sign('open', 'e1');

    for (let length = 0; length < token.length; length += 1) {
      expect(signer.verify('open', token.slice(0, length))).toBeUndefined();
    }
    for (const other of [`${token}A`, `A${token}`, `${token}.`, ` ${token}`, `${token}\n`, token.repeat(50)]) {
      expect(signer.verify('open', other)).toBeUndefined();
    }
  });

  test('one purpose does not serve another', () => {
    const signer = aSigner();

    expect(signer.verify('unsubscribe', signer.sign('click', 'e1'))).toBeUndefined();
  });

  test('one deployment does not serve another', () => {
    expect(aSigner({ deployment: 'test' }).verify('click', aSigner().sign('click', 'e1'))).toBeUndefined();
  });
});

describe('Changing the key', () => {
  test('links of the old key work until it is taken away; new links carry the new one', () => {
    const old = aSigner({ keys: [oldKey] }).sign('click', 'e1');

    expect(aSigner().verify('click', old)).toEqual({ id: 'e1' });
    expect(aSigner({ keys: [newKey] }).verify('click', old)).toBeUndefined();
    expect(aSigner().sign('click', 'e1')).toMatch(/^k2\./);
  });

  test('another secret under the same name is another key', () => {
    const other = aSigner({ keys: [{ id: 'k2', secret: secret('c') }] });

    expect(other.verify('click', aSigner().sign('click', 'e1'))).toBeUndefined();
  });

  test.each([
    { case: 'no key', keys: [] },
    { case: 'a short secret', keys: [{ id: 'k1', secret: 'short' }] },
    { case: 'an id that would break the token', keys: [{ id: 'k.1', secret: secret('a') }] },
  ])('$case is refused at the start', ({ keys }) => {
    expect(() => aSigner({ keys })).toThrow(TypeError);
  });

  test('an end that is no instant is refused', () => {
    expect(() => aSigner().sign('click', 'e1', 'tomorrow')).toThrow(TypeError);
  });
});
