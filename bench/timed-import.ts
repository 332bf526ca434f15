/** Loads one bundle and says how long it took; imports nothing itself, so that nothing is loaded beforehand. */
export async function timedImport(url: string): Promise<number> {
  const before = performance.now();
  await import(url);
  return performance.now() - before;
}
