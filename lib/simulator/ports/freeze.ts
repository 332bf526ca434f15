/** Makes what is kept unchangeable, so that nobody alters a contact's record but by writing it. */

/** All of it, in place; what is frozen already is not visited again. */
export function freeze<Thing>(thing: Thing): Thing {
  if (typeof thing !== 'object' || thing === null || Object.isFrozen(thing)) return thing;
  Object.freeze(thing);
  for (const part of Object.values(thing)) freeze(part);
  return thing;
}
