/** Sends some contacts of a generated definition elsewhere: past what comes next, or back round a loop in which time passes. */
import fc from 'fast-check';
import type { JsonMap } from '../../lib/language/json.ts';
import { stepKinds } from '../../lib/language/steps/index.ts';
import { aCondition } from './generated-conditions.ts';
import type { Scene } from './generated-steps.ts';

interface Place {
  list: JsonMap[];
  /** What comes behind the list, where a jump may lead out of it. */
  outside: string[];
}

export function addLeaps(scene: Scene, steps: JsonMap[]): void {
  if (!Object.hasOwn(stepKinds, 'go-to')) return;
  const places = placesIn(scene, steps, []);
  scene.sent = new Set();
  for (let leaps = scene.g(fc.nat, 2); leaps > 0; leaps--) {
    const place = places[scene.g(fc.nat, places.length - 1)]!;
    if (scene.g(fc.boolean)) leapAhead(scene, place);
    else leapBack(scene, place);
  }
}

/** Whoever is not meant goes on, so that nothing is cut off. */
const leap = (scene: Scene, target: string): JsonMap => ({
  'go-to': target,
  id: newId(scene),
  'only-if': aCondition(scene),
});

function leapAhead(scene: Scene, { list, outside }: Place): void {
  const at = scene.g(fc.nat, list.length - 1);
  const targets = [...idsOf(scene, list.slice(at + 1)), ...outside];
  if (targets.length > 0) list.splice(at, 0, leap(scene, targets[scene.g(fc.nat, targets.length - 1)]!));
}

/** A jump to the leap itself would pass the wait over; nobody knows its id. */
function leapBack(scene: Scene, { list }: Place): void {
  const before = scene.g(fc.integer, { min: 1, max: list.length });
  const targets = idsOf(scene, list.slice(0, before));
  const isEnd = list.slice(0, before).some((step) => endsHere(step));
  if (targets.length === 0 || isEnd) return;
  const pause: JsonMap = { wait: '1 day', id: newId(scene) };
  list.splice(before, 0, pause, leap(scene, targets[scene.g(fc.nat, targets.length - 1)]!));
}

const endsHere = (step: JsonMap) => Object.hasOwn(step, 'stop') && step['only-if'] === undefined;

function newId(scene: Scene): string {
  scene.named += 1;
  return `s${scene.named}`;
}

const idsOf = (scene: Scene, list: JsonMap[]): string[] => list.flatMap((step) => scene.ids.get(step) ?? []);

function placesIn(scene: Scene, list: JsonMap[], outside: string[]): Place[] {
  const inside = list.flatMap((step, index) => {
    const { kind, blocks = [] } = scene.lists.get(step) ?? {};
    const behind = [...idsOf(scene, list.slice(index + 1)), ...outside];
    // Nobody jumps out of a round.
    return blocks.flatMap((block) => placesIn(scene, block, kind === 'repeat' ? [] : behind));
  });
  return [{ list, outside }, ...inside];
}
