/** The payment provider of a simulation: it knows a charge by its key for a day, as the real one does, and then no more. */
import type { CardAnswer, Cards, Charge, FoundCharge } from '../../engine/ports.ts';
import type { Clock } from '../../language/ports.ts';

/** What was carried out: money that has moved, or a no of the bank. */
export interface CarriedOut extends Charge {
  at: string;
  said: Extract<CardAnswer, { answer: 'charged' | 'declined' }>;
}

export interface CardOptions {
  clock: Clock;
  /** What it says; left out: charged. A `declined` is carried out, any other word is not; `answer-lost` is, and nobody hears of it. */
  answer?(charge: Charge): CardAnswer | 'answer-lost' | undefined;
  onCarriedOut?(one: CarriedOut): void;
}

const DAY_MS = 86_400_000;

export function createMemoryCards({ clock, answer, onCarriedOut }: CardOptions): Cards {
  const done: CarriedOut[] = [];

  /** A key of yesterday is a new one. */
  const knownBy = ({ effect }: Charge): CarriedOut | undefined =>
    done.findLast((one) => one.effect === effect && Date.parse(clock.now()) - Date.parse(one.at) < DAY_MS);

  function carryOut(charge: Charge, said?: CarriedOut['said']): CardAnswer {
    const known = knownBy(charge);
    if (known) return isSame(known, charge) ? known.said : { answer: 'refused', reason: 'other-request' };
    const one = {
      ...charge,
      at: clock.now(),
      said: said ?? { answer: 'charged' as const, id: `charge-${done.length + 1}` },
    };
    done.push(one);
    onCarriedOut?.(one);
    return one.said;
  }

  return {
    async charge(charge) {
      const given = answer?.(charge);
      if (given === 'answer-lost') {
        carryOut(charge);
        return { answer: 'unknown', reason: 'answer-lost' };
      }
      if (given && given.answer !== 'declined' && given.answer !== 'charged') return given;
      return carryOut(charge, given);
    },
    async find({ effect }): Promise<FoundCharge> {
      const said = done.filter((one) => one.effect === effect).map((one) => one.said);
      const best = said.find((one) => one.answer === 'charged') ?? said[0];
      if (!best) return { found: 'none' };
      return best.answer === 'charged' ? { found: 'charged', id: best.id } : { found: 'declined', reason: best.reason };
    },
  };
}

const isSame = (one: Charge, other: Charge): boolean =>
  one.amountMinor === other.amountMinor && one.currency === other.currency && one.customer === other.customer;
