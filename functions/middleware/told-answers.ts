/** Says what the provider answered to each send: an answer that nobody knows is counted and rings an alarm, never hidden. */
import type { CardAnswer, EnginePorts, ProviderAnswer } from '../../lib/engine/ports.ts';
import { factsOf, type Log } from './log.ts';

type Answer = ProviderAnswer | CardAnswer;

const levels = {
  accepted: 'debug',
  charged: 'debug',
  declined: 'info',
  refused: 'info',
  'nothing-sent': 'info',
  'nothing-charged': 'info',
  unknown: 'warn',
} as const satisfies Record<Answer['answer'], string>;

/** The words that the alarm on unknown sends looks for. */
export const UNKNOWN_ANSWER = 'answer unknown';

/** Those that the alarm on a provider that takes nothing from us any more looks for. */
export const SENDER_REFUSED = 'sender refused';

/** The same ports, with providers that are listened to. */
export function withToldAnswers(ports: EnginePorts, name: string, log: Log): EnginePorts {
  const listen =
    <Asked extends { effect: string }, Said extends Answer>(send: (message: Asked) => Promise<Said>) =>
    async (message: Asked): Promise<Said> => {
      const facts = { function: name, effect: message.effect };
      try {
        const said = await send(message);
        const told = { ...facts, reason: 'reason' in said ? said.reason : undefined };
        if (said.answer === 'refused' && said.about === 'sender') log('warn', SENDER_REFUSED, told);
        else log(levels[said.answer], `answer ${said.answer}`, told);
        return said;
      } catch (thrown) {
        log('warn', UNKNOWN_ANSWER, { ...facts, ...factsOf(thrown) });
        throw thrown;
      }
    };
  /** Neither address nor body: the effect leads to the timeline. */
  const call: EnginePorts['webhooks']['call'] = async (order) => {
    const said = await ports.webhooks.call(order);
    const { effect } = order;
    log('info', `call ${said.answer}`, {
      function: name,
      effect,
      ...('status' in said && { status: said.status }),
      ...('reason' in said && { reason: said.reason }),
    });
    return said;
  };
  const { cards } = ports;
  const { email, sms } = ports.senders;
  return {
    ...ports,
    webhooks: { call },
    cards: { ...cards, charge: listen((charge) => cards.charge(charge)) },
    senders: {
      email: { send: listen((message) => email.send(message)) },
      sms: { ...sms, send: listen((message) => sms.send(message)) },
    },
  };
}
