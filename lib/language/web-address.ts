/** Reads the address of another team's system, strictly enough that what is told there travels encrypted and to a name. */
import { hasControlCharacters } from './addresses.ts';
import { type Mistake, shown, written } from './mistake.ts';

const longest = 1_000;
// Names that are only known inside some house; what a name leads to is looked at again before each call.
const indoors = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/;

/** `https://erp.example.com/orders`, in the one spelling of it. */
export const webAddress = written<string, string>(
  { type: 'string', pattern: '^https://', maxLength: longest },
  (input) => {
    const read = typeof input === 'string' ? readWebAddress(input) : { why: 'is no text' };
    return 'url' in read ? { value: read.url } : { mistake: mistake(input, read.why) };
  },
);

const mistake = (input: unknown, why: string): Mistake => ({
  code: 'WM135',
  message: `${shown(input)} cannot be called: it ${why}.`,
  hint: 'Write it like `https://erp.example.com/orders`.',
});

export function readWebAddress(text: string): { url: string } | { why: string } {
  if (text.length > longest || /\s/.test(text) || hasControlCharacters(text)) return { why: 'is no address' };
  if (text.includes('{{') || text.includes('{%')) return { why: 'holds Liquid; what differs goes into `body`' };
  if (!URL.canParse(text)) return { why: 'is no address' };
  const { protocol, username, password, hostname, port, hash, href } = new URL(text);
  if (protocol !== 'https:') return { why: 'does not begin with `https://`' };
  if (username !== '' || password !== '') return { why: 'holds a name or a password; the signature says who calls' };
  if (port !== '') return { why: 'names a port; it is always 443' };
  if (hash !== '') return { why: 'holds a `#`, behind which nothing is sent' };
  const name = hostname.replace(/\.$/, '');
  if (name.startsWith('[') || /^[\d.]+$/.test(name)) return { why: 'names a number in place of a name' };
  if (!name.includes('.') || indoors.test(name)) return { why: 'leads to a name that is not public' };
  return { url: href };
}

/** What of an address may be kept and shown, and under which it is known: a query may hold a secret. */
export function endpointOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
