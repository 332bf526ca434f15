/** The addresses in a message: signed, for one purpose, and without anybody's address in them. */
import { expect, test } from 'vitest';
import { createSigner } from '../../functions/aws/signing.ts';
import {
  clickUrl,
  openPixelUrl,
  readClick,
  readOpen,
  readUnsubscribe,
  unsubscribeUrl,
} from '../../lib/engine/links.ts';

const signer = createSigner({
  deployment: 'test',
  keys: [{ id: 'k1', secret: 'x'.repeat(32) }],
  clock: { now: () => '2026-03-02T09:00:00.000Z' },
});
const effect = 'contact-1.run-1.3f2a';
const base = 'https://mail.acme.example/';
const tokenOf = (url: string) => url.split('/').at(-1)!;

test('each kind of link has its own path and leads back to its message', () => {
  const click = clickUrl(base, signer, effect, 12);
  const open = openPixelUrl(base, signer, effect);
  const leave = unsubscribeUrl(base, signer, effect);

  expect(click).toMatch(/^https:\/\/mail\.acme\.example\/c\/[\w.-]+$/);
  expect(open).toMatch(/^https:\/\/mail\.acme\.example\/o\/[\w.-]+$/);
  expect(leave).toMatch(/^https:\/\/mail\.acme\.example\/u\/[\w.-]+$/);
  expect(readClick(signer, tokenOf(click))).toEqual({ effect, index: 12 });
  expect(readOpen(signer, tokenOf(open))).toEqual({ effect });
  expect(readUnsubscribe(signer, tokenOf(leave))).toEqual({ effect });
});

test('a link for one purpose does nothing for another', () => {
  const click = tokenOf(clickUrl(base, signer, effect, 0));

  expect(readUnsubscribe(signer, click)).toBeUndefined();
  expect(readOpen(signer, click)).toBeUndefined();
  expect(readClick(signer, tokenOf(openPixelUrl(base, signer, effect)))).toBeUndefined();
});

test('what is no token of ours leads nowhere', () => {
  for (const token of ['', 'x', '../..', 'k1.a.b.c', signer.sign('click', 'no-index')]) {
    expect(readClick(signer, token)).toBeUndefined();
  }
});

test('a reference with an address in it is refused', () => {
  expect(() => unsubscribeUrl(base, signer, 'ann@example.com.run-1')).toThrow(TypeError);
});
