/** A misspelt option must not pass for one left out: what it should have switched on would silently stay off. */
export function refuseUnknownOptions(what: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new TypeError(`${what} has no option ${unknown.join(', ')}. It has: ${known.join(', ')}.`);
  }
}
