/** Reads all that one look at the console needs, so that its columns never disagree. */
import type {
  ContactSummary,
  ContactView,
  DefinitionSummary,
  DefinitionView,
  FollowUpView,
  MessageView,
  StackState,
} from '../../../lib/language/operator-api.ts';
import { read, readIfThere } from './request.ts';

export interface Stack {
  state: StackState;
  definitions: DefinitionSummary[];
  definition?: DefinitionView;
  contacts: ContactSummary[];
  contact?: ContactView;
  messages: MessageView[];
  followUps: FollowUpView[];
}

/** What the operator has chosen; the first one where nothing is, or where the chosen one is gone. */
export interface Chosen {
  definition?: string;
  contact?: string;
}

export async function loadStack(chosen: Chosen): Promise<Stack> {
  const [state, definitions, contacts, messages, followUps] = await Promise.all([
    read<StackState>('/api/state'),
    read<DefinitionSummary[]>('/api/definitions'),
    read<ContactSummary[]>('/api/contacts'),
    read<MessageView[]>('/api/messages'),
    read<FollowUpView[]>('/api/follow-ups'),
  ]);
  const name = (definitions.find((one) => one.name === chosen.definition) ?? firstToShow(definitions))?.name;
  const id = (contacts.find((one) => one.id === chosen.contact) ?? contacts[0])?.id;
  const [definition, contact] = await Promise.all([
    name === undefined ? undefined : readIfThere<DefinitionView>(`/api/definitions/${encodeURIComponent(name)}`),
    id === undefined ? undefined : readIfThere<ContactView>(`/api/contacts/${encodeURIComponent(id)}`),
  ]);
  return { state, definitions, definition, contacts, contact, messages, followUps };
}

/** The form of our shop leads here, so this is the drawing to watch before anybody has chosen another. */
const shopJourney = 'trial-activation';

export const firstToShow = (definitions: DefinitionSummary[]): DefinitionSummary | undefined =>
  definitions.find(({ name }) => name === shopJourney) ??
  definitions.find(({ kind }) => kind === 'journey') ??
  definitions[0];
