/** What the handlers answer in one passage: decided by seed, state and visit alone, so that every interpreter hears the same. */
import { createHash } from 'node:crypto';
import type { StateMachine } from '../../../lib/compiler/asl.ts';
import type { Json, JsonMap } from '../../../lib/language/json.ts';
import { placesBehind, valuesAsked, waitsForToken } from './machine.ts';

/** A machine and all that happens while a run passes through it. */
export interface Story {
  /** Also the execution's name. */
  name: string;
  machine: StateMachine;
  seed: number;
  due: string;
  /** What failed once fails each time, until its retries are used up. */
  isStubborn: boolean;
  input: { run: string; r: JsonMap };
}

/** `refused`: Lambda itself would not run the handler. */
export type Act = { returns: Json } | Thrown | { refused: number; code: string };
export interface Thrown {
  throws: string;
  says: string;
}
/** What becomes of the token; `nothing`: the Task's time runs out. */
export type TokenAct = { returns: Json } | Thrown | 'nothing';

export interface Call {
  state: string;
  /** Without the token. */
  payload: Json;
}

/** The handlers of one passage: each asks what to do, in the order in which it is called. */
export interface Handlers {
  calls: Call[];
  act(state: string, payload: JsonMap): { act: Act; token?: TokenAct };
}

const thrown = (name: string): Thrown => ({ throws: name, says: `${name}, as the story has it.` });

const PAST = '2020-01-01T00:00:00.000Z';
/** A second passes for real where an interpreter has no other time; the long one is never waited for. */
const SHORT_LIMIT = 1;
const LONG_LIMIT = 86_400;
const MOST_CALLS = 60;
const NOWHERE = 'nowhere';

/** `due`: until when its waits last; left out, that is long past. */
export function aStory(
  name: string,
  machine: StateMachine,
  seed: number,
  { due = PAST, isStubborn = false } = {},
): Story {
  const { facts } = createAnswers({ machine, seed, due, isStubborn });
  const r = { seq: 0, at: '', due, limit: LONG_LIMIT, facts: facts('the start', 0) };
  return { name, machine, seed, due, isStubborn, input: { run: name, r } };
}

export function playStory(story: Story): Handlers {
  const { machine } = story;
  const answers = createAnswers(story);
  const visits = new Map<string, number>();
  const calls: Call[] = [];
  let limit = LONG_LIMIT;

  /** The limit that an arm will read is the last one that got through. */
  function heard<Heard extends Act | TokenAct>(act: Heard): Heard {
    const answer = typeof act === 'object' && 'returns' in act ? (act.returns as JsonMap) : undefined;
    if (typeof answer?.['limit'] === 'number') limit = answer['limit'];
    return act;
  }

  return {
    calls,
    act(state, { token: _token, ...payload }) {
      calls.push({ state, payload });
      const visit = (visits.get(state) ?? 0) + 1;
      visits.set(state, visit);
      const isLate = calls.length > MOST_CALLS;
      if (!waitsForToken(machine.States[state])) return { act: heard(answers.act(state, visit, isLate)) };
      // Where time runs out nothing else happens: on a busy machine it might run out first.
      if (limit === SHORT_LIMIT) return { act: { returns: null }, token: 'nothing' };
      const act = answers.act(state, visit, isLate);
      if (!('returns' in act)) return { act };
      return { act, token: heard(answers.token(state, visit, isLate)) };
    },
  };
}

function createAnswers({ machine, seed, due, isStubborn }: Pick<Story, 'machine' | 'seed' | 'due' | 'isStubborn'>) {
  const asked = valuesAsked(Object.values(machine.States));
  const places = (asked.get('$.r.at') ?? []).filter((place) => typeof place === 'string');
  const isRecover = (state: string) => 'error.$' in ((machine.States[state] as TaskLike)?.Parameters?.Payload ?? {});

  /** 0 ≤ … < 1, the same for the same question. */
  const chance = (...question: (string | number)[]): number =>
    createHash('sha256')
      .update(JSON.stringify([seed, ...question]))
      .digest()
      .readUInt32BE() /
    2 ** 32;
  const pick = <One>(list: readonly One[], ...question: (string | number)[]): One =>
    list[Math.floor(chance(...question) * list.length)]!;

  function facts(state: string, visit: number): JsonMap {
    const prefix = '$.r.facts.';
    const names = [...asked.keys()].filter((path) => path.startsWith(prefix));
    const values = names.map((path): [string, Json] => {
      const wanted = asked.get(path)!;
      const all = wanted.some((one) => typeof one === 'string') ? [...wanted, 'none of them'] : [true, false];
      return [path.slice(prefix.length), pick(all, path, state, visit)];
    });
    return Object.fromEntries(values);
  }

  function fields(state: string, visit: number, isLate: boolean): JsonMap {
    const behind = placesBehind(machine, state);
    const ways = isRecover(state) ? [...places, NOWHERE, NOWHERE] : behind.length > 0 ? [...behind, NOWHERE] : places;
    return {
      seq: Math.floor(chance('seq', state, visit) * 1000),
      at: isLate ? NOWHERE : (pick([...ways, NOWHERE], 'at', state, visit) ?? NOWHERE),
      due,
      limit: chance('limit', state, visit) < 0.5 ? SHORT_LIMIT : LONG_LIMIT,
      facts: facts(state, visit),
      more: { of: ['what', 'nobody', 'asked for'] },
    };
  }

  const failures: Act[] = [
    ...['Held', 'Elsewhere', 'Stale', 'NothingSent', 'Boom'].map(thrown),
    { refused: 429, code: 'TooManyRequestsException' },
    { refused: 500, code: 'ServiceException' },
  ];

  return {
    facts,
    act(state: string, visit: number, isLate: boolean): Act {
      if (isLate && !isRecover(state)) return thrown('Stale');
      const mayFail = isRecover(state) ? 0.03 : 0.12;
      const time = isStubborn ? 1 : visit;
      if (!isLate && chance('fails', state, time) < mayFail) return pick(failures, 'failure', state, time);
      return { returns: fields(state, visit, isLate) };
    },
    token(state: string, visit: number, isLate: boolean): TokenAct {
      if (chance('token fails', state, visit) < 0.15) return thrown(pick(['Stale', 'Boom'], 'token', state, visit));
      return { returns: fields(`${state} token`, visit, isLate) };
    },
  };
}

interface TaskLike {
  Parameters?: { Payload?: object };
}
