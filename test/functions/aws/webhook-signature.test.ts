/** What another system and we tell each other is known to be genuine, by either key of a rotation, and only for five minutes. */
import { describe, expect, test } from 'vitest';
import { createSigner } from '../../../functions/aws/signing.ts';
import { judge, signedHeaders } from '../../../functions/aws/webhook-signature.ts';
import { createWebhooks } from '../../../functions/aws/webhooks.ts';
import { webhookSecret } from '../../../lib/engine/webhook-secrets.ts';

const at = '2026-03-02T09:00:00.000Z';
const secondsLater = (seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString();
const [ours, older, theirs] = ['a', 'b', 'c'].map((letter) => Buffer.from(letter.repeat(32)).toString('base64')) as [
  string,
  string,
  string,
];
const body = '{"type":"order.paid","data":{"userId":"ann"}}';

const sent = (secrets = [ours], said = body) => {
  const headers = signedHeaders('msg-1', said, at, secrets);
  return {
    id: headers['webhook-id']!,
    timestamp: headers['webhook-timestamp']!,
    signatures: headers['webhook-signature']!,
    body: said,
  };
};

describe('a signature', () => {
  test('is the one that the standard asks for: HMAC-SHA256 over id, timestamp and the very bytes', () => {
    // Reckoned apart: printf '%s' 'msg-1.1772442000.<body>' | openssl dgst -sha256 -mac HMAC -macopt hexkey:6161… -binary | base64
    expect(sent()).toMatchObject({
      id: 'msg-1',
      timestamp: '1772442000',
      signatures: 'v1,FHt4qMPEgWm8ia/ii41sjl7LcittPkKAsCquWgZHWeo=',
    });
  });

  test('of a message whose signature is known to everybody is that one', () => {
    const { 'webhook-signature': signatures } = signedHeaders(
      'msg_loFOjxBNrRLzqYUf',
      '{"event_type":"ping","data":{"success":true}}',
      '2024-11-15T21:12:01.000Z',
      ['plJ3nmyCDGBKInavdOK15jsl'],
    );
    expect(signatures).toBe('v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=');
  });

  test('passes as it was sent, as text and as bytes', () => {
    expect(judge(sent(), [ours], at)).toBe('genuine');
    expect(judge({ ...sent(), body: Buffer.from(body) }, [ours], at)).toBe('genuine');
  });

  test.each([
    { seconds: 299, verdict: 'genuine' },
    { seconds: 300, verdict: 'genuine' },
    { seconds: 301, verdict: 'untimely' },
    { seconds: -299, verdict: 'genuine' },
    { seconds: -301, verdict: 'untimely' },
  ])('read $seconds seconds later is $verdict', ({ seconds, verdict }) => {
    expect(judge(sent(), [ours], secondsLater(seconds))).toBe(verdict);
  });

  test('passes by either key while both are known, and by no other', () => {
    expect(judge(sent([older]), [ours, older], at)).toBe('genuine');
    expect(judge(sent([ours, older]), [older], at)).toBe('genuine');
    expect(judge(sent([ours, older]), [theirs], at)).toBe('forged');
    expect(judge(sent(), [], at)).toBe('forged');
  });

  test('is worthless once a byte of it, of the body, of the id or of the time is changed', () => {
    const whole = sent();
    for (const part of ['id', 'timestamp', 'signatures', 'body'] as const) {
      for (let index = 0; index < whole[part].length; index++) {
        for (const bit of [1, 2, 4, 16]) {
          const changed = String.fromCharCode(whole[part].charCodeAt(index) ^ bit);
          const broken = { ...whole, [part]: whole[part].slice(0, index) + changed + whole[part].slice(index + 1) };
          expect(judge(broken, [ours], at), `${part} ${index}`).not.toBe('genuine');
        }
      }
    }
  });

  test('of another version, or none at all, is none', () => {
    const { signatures } = sent();
    expect(judge({ ...sent(), signatures: '' }, [ours], at)).toBe('unsigned');
    expect(judge({ ...sent(), signatures: signatures.replace('v1,', 'v1a,') }, [ours], at)).toBe('unsigned');
    expect(judge({ ...sent(), signatures: `v1a,AAAA v2,BBBB ${signatures}` }, [ours], at)).toBe('genuine');
    expect(judge({ ...sent(), timestamp: '' }, [ours], at)).toBe('unsigned');
    expect(judge({ ...sent(), id: '' }, [ours], at)).toBe('unsigned');
    expect(judge({ ...sent(), timestamp: 'Infinity' }, [ours], at)).toBe('unsigned');
  });

  test('behind a crowd of others is not looked for', () => {
    const crowd = Array.from({ length: 10 }, () => `v1,${theirs}`).join(' ');
    expect(judge({ ...sent(), signatures: `${crowd} ${sent().signatures}` }, [ours], at)).toBe('forged');
  });
});

describe('a secret', () => {
  const key = (id: string) => ({ id, secret: id.repeat(32) });
  const aSigner = (keys = [key('k')], deployment = 'prod') =>
    createSigner({ deployment, keys, clock: { now: () => at } });

  test('is thirty-two bytes, the same each time, and another one for each endpoint, purpose, key and deployment', () => {
    const all = [
      ...aSigner().secrets('webhook-to', 'https://erp.example.com/orders'),
      ...aSigner().secrets('webhook-to', 'https://erp.example.com/other'),
      ...aSigner().secrets('webhook-from', 'https://erp.example.com/orders'),
      ...aSigner([key('l')]).secrets('webhook-to', 'https://erp.example.com/orders'),
      ...aSigner([key('k')], 'test').secrets('webhook-to', 'https://erp.example.com/orders'),
    ];
    expect(new Set(all).size).toBe(5);
    for (const secret of all) expect(Buffer.from(secret, 'base64')).toHaveLength(32);
    expect(aSigner().secrets('webhook-to', 'https://erp.example.com/orders')).toEqual([all[0]]);
  });

  test('as an operator is shown it verifies what we send, before and after a rotation', async () => {
    const registry = { settings: async () => ({ webhookSources: ['shop'] }) } as never;
    const url = 'https://erp.example.com/orders?tenant=7';
    const signers = [aSigner(), aSigner([key('n'), key('k')])];
    const { of, secret: shown } = await webhookSecret(url, { signer: signers[0]!, registry } as never);
    expect(of).toBe('https://erp.example.com/orders');
    expect(shown).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    for (const signer of signers) {
      const webhooks = createWebhooks({ signer, clock: { now: () => at } }, async (call) => {
        const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = call.headers;
        const told = { id: id!, timestamp: timestamp!, signatures: signatures!, body: call.body };
        expect(judge(told, [shown.replace('whsec_', '')], at)).toBe('genuine');
        return { answer: 'answered', status: 200 };
      });
      expect(await webhooks.call({ effect: 'ann.r1.k1', url, body })).toMatchObject({ status: 200 });
    }
    await expect(webhookSecret('shop', { signer: signers[0]!, registry } as never)).resolves.toMatchObject({
      of: 'shop',
    });
    await expect(webhookSecret('stranger', { signer: signers[0]!, registry } as never)).rejects.toMatchObject({
      code: 'source-unknown',
    });
  });
});
