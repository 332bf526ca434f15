/** Those who are told of together meet each other, the end of it and an exit, in every order: nobody is left out, nobody is told of twice. */
import { describe, test } from 'vitest';
import { createRaces } from '../support/every-order.ts';
import { itemAndEnd, itemAndExit, twoItems } from '../support/meetings-of-digests.ts';

const tryEveryOrder = createRaces();

describe('a digest', () => {
  test('and whoever comes to its very end', () => tryEveryOrder(itemAndEnd));
  test('and two who come first', () => tryEveryOrder(twoItems));
  test('and an exit of whoever speaks for it', () => tryEveryOrder(itemAndExit));
});
