/** The way out of a list: signed, for one purpose, and without anybody's address in it. */
import { expect, test } from 'vitest';
import { createSigner } from '../../functions/aws/signing.ts';
import { readUnsubscribe, unsubscribeUrl } from '../../lib/engine/links.ts';

const signer = createSigner({
  deployment: 'test',
  keys: [{ id: 'k1', secret: 'x'.repeat(32) }],
  clock: { now: () => '2026-03-02T09:00:00.000Z' },
});
const effect = 'contact-1.run-1.3f2a';
const base = 'https://mail.acme.example/';
const tokenOf = (url: string) => url.split('/').at(-1)!;

test('the link leads back to its message', () => {
  const leave = unsubscribeUrl(base, signer, effect);

  expect(leave).toMatch(/^https:\/\/mail\.acme\.example\/u\/[\w.-]+$/);
  expect(readUnsubscribe(signer, tokenOf(leave))).toEqual({ effect });
});

test('what is no token of ours, or was signed for something else, leads nowhere', () => {
  for (const token of ['', 'x', '../..', 'k1.a.b.c', signer.sign('confirm', effect)]) {
    expect(readUnsubscribe(signer, token)).toBeUndefined();
  }
});

test('a reference with an address in it is refused', () => {
  expect(() => unsubscribeUrl(base, signer, 'ann@example.com.run-1')).toThrow(TypeError);
});
