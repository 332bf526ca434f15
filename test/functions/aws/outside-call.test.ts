/** No call of ours reaches into our own house or into somebody's, however its address is spelled and its name answers. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callOutside, type Outside, publicInternet } from '../../../functions/aws/outside-call.ts';
import { isPublicAddress } from '../../../functions/aws/public-address.ts';
import { type OtherSide, openOtherSide } from '../../support/https-stand-in.ts';

/** What each of them is → one of its addresses. */
const closed: Record<string, string> = {
  'this machine, where Lambda answers': '127.0.0.1',
  'this machine by another number': '127.255.255.254',
  unspecified: '0.0.0.0',
  'private, the large range': '10.1.2.3',
  'private, the middle range': '172.31.255.255',
  'private, the small range': '192.168.0.1',
  'shared by a carrier’s customers': '100.64.0.1',
  'link-local, where credentials are lent out': '169.254.169.254',
  'link-local, where containers get them': '169.254.170.2',
  'protocol assignments': '192.0.0.192',
  documentation: '192.0.2.1',
  'documentation, the second': '198.51.100.1',
  'documentation, the third': '203.0.113.1',
  'relays of 6to4': '192.88.99.1',
  benchmarks: '198.19.255.255',
  multicast: '224.0.0.1',
  reserved: '240.0.0.1',
  broadcast: '255.255.255.255',
};

const bytesOf = (address: string): number[] => address.split('.').map(Number);
const hex = (byte: number) => byte.toString(16).padStart(2, '0');
const pairs = (bytes: readonly number[]) => {
  const [a, b, c, d] = bytes.map(hex) as [string, string, string, string];
  return `${a}${b}:${c}${d}`;
};

/** As a host in an address. */
const spellings: Record<string, (address: string) => string> = {
  dotted: (address) => address,
  'with a dot at the end': (address) => `${address}.`,
  'one number': (address) => String(bytesOf(address).reduce((sum, byte) => sum * 256 + byte, 0)),
  'one number in hex': (address) => `0x${bytesOf(address).map(hex).join('')}`,
  octal: (address) =>
    bytesOf(address)
      .map((byte) => `0${byte.toString(8)}`)
      .join('.'),
  'hex, part by part': (address) =>
    bytesOf(address)
      .map((byte) => `0x${byte.toString(16)}`)
      .join('.'),
  'in wide digits': (address) => address.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  mapped: (address) => `[::ffff:${address}]`,
  'mapped, in hex': (address) => `[::ffff:${pairs(bytesOf(address))}]`,
  'mapped, at length': (address) => `[0:0:0:0:0:ffff:${address}]`,
  compatible: (address) => `[::${address}]`,
  NAT64: (address) => `[64:ff9b::${address}]`,
  '6to4': (address) => `[2002:${pairs(bytesOf(address))}::1]`,
  'Teredo, its server': (address) => `[2001:0:${pairs(bytesOf(address))}::1]`,
  'Teredo, its client': (address) =>
    `[2001:0:4136:e378:8000:63bf:${pairs(bytesOf(address).map((byte) => 255 - byte))}]`,
};

const closedV6 = {
  'this machine': '::1',
  unspecified: '::',
  'link-local': 'fe80::1',
  'link-local, the end of it': 'febf::1',
  'link-local, by a device': 'fe80::1%lo',
  'site-local': 'fec0::1',
  'unique local': 'fd00:ec2::254',
  multicast: 'ff02::1',
  documentation: '2001:db8::1',
  'documentation, the newer': '3fff::1',
  'local NAT64': '64:ff9b:1::808:808',
  discard: '100::1',
  'segment routing': '5f00::1',
};

const open = ['8.8.8.8', '93.184.215.14', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'];
const openCarried = ['::ffff:8.8.8.8', '64:ff9b::808:808'];

let other: OtherSide;
let asked: string[];
beforeEach(async () => {
  other = await openOtherSide();
  asked = [];
});
afterEach(() => other.close());

const call = (url: string) => ({ url, headers: {}, body: '{}' });
/** The real guard; names lead where the test says. */
const guarded = (answers: Record<string, string[]> = {}): Outside => ({
  ...other.outside,
  isPublic: isPublicAddress,
  async resolve(host) {
    asked.push(host);
    return (answers[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  },
});
const REFUSED = { answer: 'refused', reason: 'address-not-public' };

describe('an address that is not public', () => {
  test.each(Object.entries(spellings))('is refused however it is spelled: %s', async (_spelling, spell) => {
    for (const address of Object.values(closed)) {
      const url = `https://${spell(address)}:${other.port}/`;
      expect(await callOutside(call(url), guarded()), url).toEqual(REFUSED);
    }
    expect([other.knocks, asked]).toEqual([0, []]);
  });

  test('is refused in IPv6, too', async () => {
    for (const address of Object.values(closedV6)) {
      expect(isPublicAddress(address), address).toBe(false);
      if (address.includes('%')) continue;
      expect(await callOutside(call(`https://[${address}]:${other.port}/`), guarded()), address).toEqual(REFUSED);
    }
    expect(other.knocks).toBe(0);
  });

  test('is refused where a name leads there, alone or among others, in whatever place', async () => {
    const inside = [...Object.values(closed), ...Object.values(closedV6)];
    for (const address of [...inside, ...Object.values(closed).map((one) => `::ffff:${one}`)]) {
      for (const found of [
        [address],
        ['8.8.8.8', address],
        [address, '2606:4700::1111'],
        ['8.8.8.8', '9.9.9.9', address],
      ])
        expect(
          await callOutside(call(`https://erp.example.com:${other.port}/`), guarded({ 'erp.example.com': found })),
          address,
        ).toEqual(REFUSED);
    }
    expect(other.knocks).toBe(0);
  });

  test('is refused by every name of this machine, as this machine knows them', async () => {
    const { resolve } = publicInternet(isPublicAddress);
    for (const name of ['localhost', 'LOCALHOST'])
      expect(await callOutside(call(`https://${name}:${other.port}/`), { ...guarded(), resolve }), name).toEqual(
        REFUSED,
      );
    expect(other.knocks).toBe(0);
  });
});

test('what is public is called, whichever of its forms a look-up gives', () => {
  for (const address of [...open, ...openCarried]) expect(isPublicAddress(address), address).toBe(true);
  for (const no of ['', 'erp.example.com', '8.8.8', '8.8.8.8.8', '08.8.8.8', '[2606:4700::1111]'])
    expect(isPublicAddress(no)).toBe(false);
});

test('a name whose answer changes is asked once, and what was judged is what is called', async () => {
  const outside: Outside = {
    ...other.outside,
    async resolve(host) {
      asked.push(host);
      return [{ address: asked.length === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }];
    },
  };
  expect(await callOutside(call(other.url), outside)).toMatchObject({ answer: 'answered', status: 200 });
  expect(asked).toEqual(['erp.example.com']);
  expect(other.received).toHaveLength(1);
});

test('an answer that sends elsewhere is an answer, and nobody goes there', async () => {
  const inside = await openOtherSide();
  try {
    for (const status of [301, 302, 303, 307, 308]) {
      other.says = { status, headers: { location: `https://127.0.0.1:${inside.port}/` }, body: '' };
      expect(await callOutside(call(other.url), other.outside)).toMatchObject({ answer: 'answered', status });
    }
    expect([other.knocks, inside.knocks]).toEqual([5, 0]);
  } finally {
    await inside.close();
  }
});

test.each([
  { case: 'without encryption', url: 'http://erp.example.com/', reason: 'not-https' },
  { case: 'of a file', url: 'file:///etc/passwd', reason: 'not-https' },
  { case: 'with a password', url: 'https://me:secret@erp.example.com/', reason: 'holds-credentials' },
  { case: 'at another port', url: 'https://erp.example.com:8443/', reason: 'port-not-open' },
  { case: 'of nothing', url: 'https://', reason: 'no-address' },
])('an address $case is refused before anybody is asked for it', async ({ url, reason }) => {
  expect(await callOutside(call(url), { ...guarded(), ports: [443] })).toEqual({ answer: 'refused', reason });
  expect(asked).toEqual([]);
});

test('a body of 20 kB is refused, and one below it is sent', async () => {
  const of = (bytes: number) => callOutside({ ...call(other.url), body: 'x'.repeat(bytes) }, other.outside);
  expect(await of(20_000)).toEqual({ answer: 'refused', reason: 'body-too-large' });
  expect(await of(19_999)).toMatchObject({ answer: 'answered' });
});

test('a certificate for another name, or of nobody who is trusted, is not spoken to', async () => {
  const { ca, ...untrusting } = other.outside;
  expect(await callOutside(call(other.url), untrusting)).toEqual({
    answer: 'unanswered',
    reason: 'untrusted-connection',
  });
  const wrongName = `https://shop.example.com:${other.port}/`;
  expect(await callOutside(call(wrongName), other.outside)).toEqual({
    answer: 'unanswered',
    reason: 'untrusted-connection',
  });
  expect(other.received).toEqual([]);
});

test('a look-up that never ends is left alone in time', async () => {
  const outside: Outside = { ...other.outside, withinMs: 50, resolve: () => new Promise(() => {}) };
  expect(await callOutside(call(other.url), outside)).toEqual({ answer: 'unanswered', reason: 'unreachable' });
});
