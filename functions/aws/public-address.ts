/** Tells the public internet from everything behind it: no call of ours may reach into our own house, or into somebody's. */
import { BlockList, isIP } from 'node:net';

const list = (family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList => {
  const block = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    block.addSubnet(network, Number(prefix), family);
  }
  return block;
};

const closedV4 = list('ipv4', [
  '0.0.0.0/8', // unspecified
  '10.0.0.0/8', // private, as the three further down
  '100.64.0.0/10', // shared by a carrier's customers
  '127.0.0.0/8', // this machine: Lambda's own API answers here
  '169.254.0.0/16', // link-local: credentials are lent out here
  '172.16.0.0/12',
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation, as two further down
  '192.88.99.0/24', // relays of 6to4
  '192.168.0.0/16',
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
]);

// All that is handed out for public use; what is outside of it, from `::1` to `ff00::`, is nobody's to call.
const openV6 = list('ipv6', ['2000::/3']);
const closedV6 = list('ipv6', [
  '2001::/23', // protocol assignments: Teredo, benchmarks, identifiers
  '2001:db8::/32', // documentation, as the last one
  '2002::/16', // 6to4, which leads to whatever IPv4 address it spells
  '3fff::/20',
]);
/** Whoever calls these calls the IPv4 address in their last four bytes. */
const carriesV4 = list('ipv6', ['::ffff:0:0/96', '64:ff9b::/96']);

/** As a look-up gives it, without brackets; what is no address at all is not public. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !closedV4.check(address, 'ipv4');
  // A zone (`%eth0`) is a name of this machine's own.
  if (isIP(address) !== 6 || address.includes('%')) return false;
  if (carriesV4.check(address, 'ipv6')) return !closedV4.check(lastFourBytes(address), 'ipv4');
  return openV6.check(address, 'ipv6') && !closedV6.check(address, 'ipv6');
}

/** The URL parser has one spelling for all: `::ffff:a9fe:a9fe`. */
function lastFourBytes(address: string): string {
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':');
  const [high, low] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16)) as [number, number];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
