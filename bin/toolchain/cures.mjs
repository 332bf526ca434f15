/** Turns what npm says when an install fails into one sentence with the way out. */

const cures = [
  [/EUSAGE/, 'package-lock.json does not match package.json: run `npm install` and commit both files'],
  [/ENOSPC/, 'the disk is full, and the packages take about 800 MB: make room'],
  [/EACCES|EPERM|EROFS/, 'this folder may not be written by you: give it to yourself or clone somewhere else'],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_\w+_(ISSUER|SIGNATURE)/,
    "the package registry's certificate is not trusted here: set NODE_EXTRA_CA_CERTS to the file with your company's certificate",
  ],
  [/EINTEGRITY/, 'a package arrived damaged: run `npm cache verify`'],
  [/\bE(401|403)\b/, 'the package registry refuses to answer: check `npm config get registry` and your login there'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONN|ENET|EHOST|ETIMEDOUT|ERR_SOCKET|FETCH_ERROR|ENOTCACHED|\bE5\d\d\b|network/,
    'the package registry cannot be reached: connect to the network (behind a proxy: `npm config set proxy http://host:port`)',
  ],
  [/ENOENT/, 'npm was not found: install Node with npm from https://nodejs.org'],
];

export function cureFor(output) {
  const [, cure] = cures.find(([symptom]) => symptom.test(output)) ?? [];
  if (cure) return `The install failed, because ${cure}, then run the same command again.`;
  const lastLines = output.trim().split('\n').slice(-12).join('\n');
  return `${lastLines}\nThe install failed; npm's own words are above: \`npm ci\` repeats it in full.`;
}
