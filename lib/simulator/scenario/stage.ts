/** One case on the stage: its world, its contacts, the provider that remembers, and the faults still to come. */

import { MOST_VISITS } from '../../engine/arrive.ts';
import { allIdsOf } from '../../engine/family.ts';
import { effectKey } from '../../engine/keys.ts';
import type { Ids } from '../../engine/ports.ts';
import { readExecutionName } from '../../engine/run-record.ts';
import type { OpenTask } from '../../engine/run-task.ts';
import { channelKinds } from '../../language/channels/index.ts';
import type { Contact } from '../../language/contact.ts';
import { claimedAs, type StepKind } from '../../language/define-step.ts';
import { stepOf } from '../../language/graph.ts';
import type { Json } from '../../language/json.ts';
import { readPhoneNumber } from '../../language/phone.ts';
import { stepKind } from '../../language/registry.ts';
import { lotOf, WHOLE } from '../../language/share.ts';
import type { Version } from '../../language/version.ts';
import { firstZone } from '../../language/zones.ts';
import type { CarriedOut } from '../ports/cards.ts';
import { createMemoryIds } from '../ports/ids.ts';
import {
  type CarryOut,
  type Compiled,
  createWorld,
  type HandlerCall,
  type World,
  type WorldOptions,
} from '../world.ts';
import { createCardProvider } from './card-provider.ts';
import { type Called, createOtherSide } from './other-side.ts';
import { createProvider, type Handed } from './provider.ts';
import type { Case } from './read-scenario.ts';
import type { Fault, ScenarioContact } from './schema.ts';

export interface Stage {
  world: World;
  compiled: Compiled;
  startAt: string;
  /** Ids in the order written, those of a crowd numbered. */
  contacts: string[];
  zoneOf(contact: string): string;
  handed: Handed[];
  called: Called[];
  /** Money that has moved, and what a bank has said no to. */
  charged: CarriedOut[];
  nextId(): string;
  /** The newest message of a step or template to the contact. */
  lastMessage(contact: string, named: string): Promise<Handed | undefined>;
}

/** `options`: what else comes between the platform and the handlers, outside the case's own faults. */
export async function setStage(
  compiled: Compiled,
  one: Case,
  startAt: string,
  zone: string,
  options: Pick<WorldOptions, 'around' | 'redeliveries' | 'choose'> = {},
): Promise<Stage> {
  let ids = 0;
  const faults = one.faults.map((fault) => ({ ...fault }));
  const topics = Object.keys(compiled.settings.topics ?? {});
  const people = one.contacts.flatMap(crowd);
  const now = () => world.clock.now();
  const faultFor = (names: string[]) =>
    takeFault(faults, ['answer-lost', 'throttled', 'rejected', 'declined', 'account-paused'], names);
  const provider = createProvider(now, (effect) => faultFor(stepNamesOfEffect(compiled, effect, claimedAs)));
  const otherSide = createOtherSide({
    now,
    faultFor,
    namesOf: (effect) => stepNamesOfEffect(compiled, effect, callsOut),
    answers: one.webhooks ?? [],
  });
  const cardProvider = createCardProvider((effect) => faultFor(stepNamesOfEffect(compiled, effect, claimedAs)));
  const withFaults = async (call: HandlerCall, carryOut: CarryOut) => {
    if (call.handler !== 'task' || !('step' in call.task)) return carryOut();
    const names = stepNames(compiled, call.task);
    if (takeFault(faults, ['crash-before'], names)) throw crash();
    const result = await carryOut();
    if (takeFault(faults, ['crash-after'], names)) throw crash();
    return result;
  };
  const world = await createWorld(compiled, {
    ...options,
    startAt,
    senders: provider.senders,
    webhooks: otherSide.webhooks,
    store: ({ clock }) => ({ ids: createMemoryIds(lotsOf(people)), cards: cardProvider.cardsAt(clock) }),
    around: (call, carryOut) =>
      options.around
        ? options.around(call, (ports) => withFaults(call, () => carryOut(ports)))
        : withFaults(call, carryOut),
  });

  for (const person of people) await addContact(world, person, startAt, topics);
  const zones = new Map(people.map((person) => [person.id, firstZone(person['time-zone'], zone)]));
  return {
    world,
    compiled,
    startAt,
    contacts: people.map(({ id }) => id),
    zoneOf: (contact) => zones.get(contact) ?? zone,
    handed: provider.handed,
    called: otherSide.called,
    charged: cardProvider.charged,
    nextId: () => `scenario-${++ids}`,
    async lastMessage(contact, named) {
      const ids = await allIdsOf(contact, world.ports);
      for (const message of provider.handed.toReversed().filter((one) => ids.includes(one.contact))) {
        const row = await world.ports.timeline.get(message.contact, message.key);
        if (row?.step === named || row?.facts?.template === named) return message;
      }
      return undefined;
    },
  };
}

/** The hash decides, unless the case does. */
function lotsOf(people: readonly ScenarioContact[]): Ids['lot'] {
  const said = new Map(people.map(({ id, holdout }) => [id, holdout]));
  return (contact, salt) => {
    const isHeldOut = salt.startsWith('holdout') ? said.get(contact) : undefined;
    return isHeldOut === undefined ? lotOf(contact, salt) : isHeldOut === 'yes' ? 0 : WHOLE;
  };
}

/** A Lambda that dies: Step Functions sees an error that no handler threw. */
const crash = () => Object.assign(new Error('The handler died.'), { name: 'Lambda.Unknown' });

const crowd = (person: ScenarioContact): ScenarioContact[] =>
  person.count === undefined
    ? [person]
    : Array.from({ length: person.count }, (_, index) => ({ ...person, id: `${person.id}-${index + 1}` }));

async function addContact({ ports }: World, person: ScenarioContact, at: string, allTopics: string[]): Promise<void> {
  const { id, email, phone, language } = person;
  const given = { email, phone, language, timeZone: person['time-zone'], scores: person.scores, ...person.fields };
  const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<
    string,
    Json
  >;
  const choice = { state: 'in' as const, at, source: 'scenario' };
  const topics = (person.consent ?? []).filter((topic) => allTopics.length === 0 || allTopics.includes(topic));
  const everyChannel = Object.fromEntries(Object.keys(channelKinds).map((channel) => [channel, choice]));
  const consent = Object.fromEntries(topics.map((topic) => [topic, everyChannel]));
  const contact: Contact = { id, status: 'live', fields, consent, createdAt: at, rev: 0 };
  await ports.contacts.claim({ kind: 'userId', value: id }, id);
  const number = phone === undefined ? undefined : readPhoneNumber(phone);
  if (number !== undefined) await ports.contacts.claim({ kind: 'phone', value: number }, id);
  await ports.contacts.create(contact);
  for (const segment of person.segments ?? []) await ports.segments.add(id, segment, at);
}

/** Spends one of the fault's times, if it is for this step. */
function takeFault(faults: Fault[], kinds: Fault['fault'][], names: string[]): Fault['fault'] | undefined {
  const fault = faults.find((one) => one.times > 0 && kinds.includes(one.fault) && names.includes(one.step));
  if (fault) fault.times -= 1;
  return fault?.fault;
}

/** A step goes by its id or its main value alone. */
function stepNames({ versions }: Compiled, task: OpenTask): string[] {
  const { run } = readExecutionName(task.run);
  const steps = versions
    .map(({ version }) => version.graph.steps[stepOf(task.step)])
    .filter((step) => step !== undefined);
  return [task.step, stepOf(task.step), run, ...steps.map(({ head }) => String(head))];
}

/** All that a message of the step may be about: a loop sends it again and again. */
const visitsOf = (step: string, { graph }: Version): number[] =>
  Array.from({ length: graph.nodes[step]?.loops ? MOST_VISITS : 1 }, (_, index) => index + 1);

/** The last part of a step's effect keys; undefined for those that have no such effects. */
type EffectsOf = (kind: StepKind) => string | undefined;
const callsOut: EffectsOf = ({ needs }) => (needs.includes('webhooks:call') ? 'step' : undefined);

function stepNamesOfEffect({ versions }: Compiled, effect: string, effectsOf: EffectsOf): string[] {
  const [, run = '', key] = effect.split('.');
  for (const { version } of versions) {
    for (const step of Object.values(version.graph.steps)) {
      const channel = effectsOf(stepKind(step.kind));
      if (channel && visitsOf(step.id, version).some((visit) => effectKey(run, step.id, visit, channel) === key))
        return [step.id, String(step.head)];
    }
  }
  return [];
}
