/** Handlers that run side by side, each call to the world waiting for its turn: every order of them can be tried. */
import type { EnginePorts } from '../../lib/engine/ports.ts';
import { dice } from './disturbances.ts';
import { wrapPorts } from './faulty-ports.ts';

interface Turn {
  actor: string;
  call: string;
  go(): void;
  /** The call is carried out, and the handler is gone. */
  goAndDie(): void;
}

export interface Turns {
  /** One invocation of a handler. */
  act<Answer>(actor: string, ports: EnginePorts, handle: (ports: EnginePorts) => Promise<Answer>): Promise<Answer>;
  waiting: Turn[];
}

export function createTurns(): Turns {
  const waiting: Turn[] = [];
  return {
    waiting,
    act(actor, ports, handle) {
      let isDead = false;
      let die: (reason: Error) => void = () => {};
      const death = new Promise<never>((_, reject) => {
        die = reject;
      });
      const gated = wrapPorts(ports, (call, carryOut) => {
        if (isDead) return new Promise(() => {});
        return new Promise((resolve, reject) => {
          const go = () => void Promise.resolve().then(carryOut).then(resolve, reject);
          const goAndDie = () => {
            isDead = true;
            for (let place = waiting.length - 1; place >= 0; place--)
              if (waiting[place]!.actor === actor) waiting.splice(place, 1);
            const gone = () => die(Object.assign(new Error('gone'), { name: 'Lambda.Unknown' }));
            void Promise.resolve().then(carryOut).then(gone, gone);
          };
          waiting.push({ actor, call, go, goAndDie });
        });
      });
      return Promise.race([handle(gated), death]);
    },
  };
}

/** At each step: whose turn it is, and whether they live through it. */
export type Choice = { actor: number; dies: boolean };

export interface Step extends Choice {
  actors: string[];
  call: string;
}

/** Lets the calls go one by one until nobody waits and `isOver`; beyond `choices` whoever acted last goes on. */
export async function takeTurns(turns: Turns, isOver: () => boolean, choices: readonly Choice[]): Promise<Step[]> {
  const steps: Step[] = [];
  let last = '';
  for (let idle = 0; idle < 100; ) {
    await quiet();
    const { waiting } = turns;
    if (waiting.length === 0) {
      if (isOver()) return steps;
      idle += 1;
      continue;
    }
    idle = 0;
    const actors = [...new Set(waiting.map(({ actor }) => actor))];
    const choice = choices[steps.length] ?? { actor: Math.max(0, actors.indexOf(last)), dies: false };
    last = actors[choice.actor]!;
    const place = waiting.findIndex(({ actor }) => actor === last);
    const [turn] = waiting.splice(place, 1);
    steps.push({ ...choice, actors, call: `${last} ${turn!.call}` });
    if (choice.dies) turn!.goAndDie();
    else turn!.go();
  }
  throw new Error(`Somebody waits for what never comes, after ${steps.map(({ call }) => call).join(', ')}.`);
}

/** Everything that can happen without a turn has happened. */
const quiet = () => new Promise<void>((resolve) => setImmediate(resolve));

export interface Bound {
  /** How often the turn may pass from one who could go on. */
  switches: number;
  /** How many may die. */
  deaths: number;
  /** Orders tried at most: all there are, or so many of them at random. */
  most: number;
  seed: number;
}

/** Every order within the bound, each once; `play` gives the steps that the choices led to. Gives how many. */
export async function everyOrder(bound: Bound, play: (choices: Choice[]) => Promise<Step[]>): Promise<number> {
  const roll = dice(bound.seed);
  const ahead: Choice[][] = [[]];
  let tried = 0;
  while (ahead.length > 0 && tried < bound.most) {
    const picked = Math.floor(roll() * ahead.length);
    const choices = ahead[picked]!;
    ahead[picked] = ahead.at(-1)!;
    ahead.pop();
    const steps = await play(choices);
    tried += 1;
    for (let place = choices.length; place < steps.length; place++) {
      const before = steps.slice(0, place);
      for (const other of othersAt(steps, place)) {
        if (!isWithin([...before, { ...steps[place]!, ...other }], bound)) continue;
        ahead.push([...before.map(({ actor, dies }) => ({ actor, dies })), other]);
      }
    }
  }
  return tried;
}

function othersAt(steps: Step[], place: number): Choice[] {
  const { actors, actor: taken } = steps[place]!;
  const others = actors.map((_, actor) => ({ actor, dies: false })).filter(({ actor }) => actor !== taken);
  return [...others, { actor: taken, dies: true }];
}

function isWithin(steps: Step[], { switches, deaths }: Bound): boolean {
  let switched = 0;
  for (let place = 1; place < steps.length; place++) {
    const before = steps[place - 1]!;
    const last = before.actors[before.actor]!;
    const { actors, actor } = steps[place]!;
    if (!before.dies && actors[actor] !== last && actors.includes(last)) switched += 1;
  }
  return switched <= switches && steps.filter(({ dies }) => dies).length <= deaths;
}
