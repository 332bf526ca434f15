/** Stands in for the payment provider in a scenario: charges every card, unless the scenario says otherwise, and remembers. */
import type { Cards } from '../../engine/ports.ts';
import type { Clock } from '../../language/ports.ts';
import { type CardOptions, type CarriedOut, createMemoryCards } from '../ports/cards.ts';

type Said = ReturnType<NonNullable<CardOptions['answer']>>;

/** `answer-lost` has moved the money. */
const saidBy: Record<string, Said> = {
  'answer-lost': 'answer-lost',
  throttled: { answer: 'nothing-charged', reason: 'throttled' },
  rejected: { answer: 'refused', reason: 'rejected' },
  declined: { answer: 'declined', reason: 'card-declined' },
  'account-paused': { answer: 'refused', reason: 'account-paused', about: 'sender' },
};

/** `faultFor` is asked once a call. */
export function createCardProvider(faultFor: (effect: string) => string | undefined): {
  cardsAt(clock: Clock): Cards;
  charged: CarriedOut[];
} {
  const charged: CarriedOut[] = [];
  const answer = ({ effect }: { effect: string }): Said => saidBy[faultFor(effect) ?? ''];
  return {
    charged,
    cardsAt: (clock) => createMemoryCards({ clock, answer, onCarriedOut: (one) => void charged.push(one) }),
  };
}
