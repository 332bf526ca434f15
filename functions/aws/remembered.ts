/** Keeps what never changes in the handler's memory, so that a contact's step does not pay for reading it again. */

export interface Remembered<Thing> {
  get(name: string, read: () => Promise<Thing | undefined>): Promise<Thing | undefined>;
}

/** At most `most` things; the one unused longest goes first. What is missing is asked for again. */
export function createRemembered<Thing>(most: number): Remembered<Thing> {
  const things = new Map<string, Thing>();
  return {
    async get(name, read) {
      const thing = things.get(name) ?? (await read());
      if (thing === undefined) return undefined;
      things.delete(name);
      things.set(name, thing);
      for (const [oldest] of things) {
        if (things.size <= most) break;
        things.delete(oldest);
      }
      return thing;
    },
  };
}
