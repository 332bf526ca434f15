/** EventBridge as far as putting events goes: up to ten a request, each taken or refused by itself. */
import { json, jsonFault, jsonLanguage, openProvider, type Provider } from './provider-stand-in.ts';

export interface TakenEvent {
  EventBusName: string;
  Source: string;
  DetailType: string;
  Time: number;
  Detail: string;
}

export interface EventBus extends Provider {
  taken: TakenEvent[];
  /** Says which are refused, by their place among all that were ever offered. */
  refuses: (event: TakenEvent, offer: number) => boolean;
}

export async function openEventBus(): Promise<EventBus> {
  let offers = 0;
  const provider = await openProvider(
    jsonLanguage(({ body }) => {
      const { Entries } = JSON.parse(body) as { Entries: TakenEvent[] };
      if (Entries.length === 0 || Entries.length > 10) return jsonFault('ValidationException');
      const answers = Entries.map((event) => {
        if (bus.refuses(event, offers++)) return { ErrorCode: 'ThrottlingException', ErrorMessage: 'No.' };
        bus.taken.push(event);
        return { EventId: `taken-${offers}` };
      });
      return json({ FailedEntryCount: answers.filter((one) => 'ErrorCode' in one).length, Entries: answers });
    }),
  );
  const bus: EventBus = Object.assign(provider, { taken: [] as TakenEvent[], refuses: () => false });
  return bus;
}
