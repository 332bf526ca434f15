/** Shows a newcomer that the first install is moving: seconds on a terminal, dots in a log. */

/** Writes to stderr, for stdout may be somebody's JSON. Returns the function that ends the line with the seconds it took. */
export function showProgress(title) {
  const { stderr } = process;
  const startedAtMs = Date.now();
  const seconds = () => `${Math.round((Date.now() - startedAtMs) / 1000)} s`;
  stderr.write(stderr.isTTY ? title : `${title} `);
  const timer = stderr.isTTY
    ? setInterval(() => stderr.write(`\r${title} ${seconds()}`), 1_000)
    : setInterval(() => stderr.write('.'), 5_000);
  return () => {
    clearInterval(timer);
    stderr.write(stderr.isTTY ? `\r${title} ${seconds()}\n` : `${seconds()}\n`);
  };
}
