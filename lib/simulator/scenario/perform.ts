/** Carries out one line of `do`: what a contact, the world or an operator does, through the same doors as in production. */
import { takeAnswers } from '../../engine/answer-entry.ts';
import { confirmForm } from '../../engine/confirm-form.ts';
import { confirmByLink } from '../../engine/confirm-link.ts';
import { setConsent } from '../../engine/consent.ts';
import { enterMany } from '../../engine/enter-many.ts';
import { readConsent } from '../../engine/form-entry.ts';
import { type Incoming, ingest } from '../../engine/ingest.ts';
import { answerLink, confirmUrl } from '../../engine/links.ts';
import { mergeContacts } from '../../engine/merge-contacts.ts';
import { moveRuns } from '../../engine/move-runs.ts';
import { operateContact, setDefinitionState, setEverything } from '../../engine/operate.ts';
import type { OperatorState } from '../../engine/ports.ts';
import { type ProviderEvent, takeProviderEvent } from '../../engine/provider-event.ts';
import { redriveRun } from '../../engine/redrive.ts';
import { setMembership } from '../../engine/set-membership.ts';
import { startByHand } from '../../engine/start-by-hand.ts';
import { takeReply } from '../../engine/take-reply.ts';
import { runThatAsked, tellTask } from '../../engine/tell-task.ts';
import { channelKinds } from '../../language/channels/index.ts';
import type { Json, JsonMap } from '../../language/json.ts';
import type { TaskWord } from '../../language/ports.ts';
import type { Doing, Verb } from './schema.ts';
import type { Stage } from './stage.ts';

type Perform = (doing: Doing, contact: string, stage: Stage) => Promise<unknown>;

const happens =
  (family: string, also?: (doing: Doing, stage: Stage) => Promise<Partial<Incoming>>): Perform =>
  async (doing, contact, stage) => {
    const { line, verb } = doing;
    return ingest(
      {
        messageId: typeof line.id === 'string' ? line.id : stage.nextId(),
        family,
        name: String(line[verb!]),
        identities: [{ kind: 'userId', value: contact }],
        data: (line.data ?? {}) as JsonMap,
        ...(await also?.(doing, stage)),
      },
      stage.world.ports,
    );
  };

/** As a page posts it: what is filled in is learned, and what is ticked (`consent.news.email: on`) is agreed to. */
async function formOf({ line }: Doing, stage: Stage): Promise<Partial<Incoming>> {
  const posted = Object.entries((line.data ?? {}) as Record<string, Json>);
  const form = await stage.world.ports.registry.form(String(line.form));
  const consent = form && readConsent(form, new Map(posted));
  if (consent && 'problem' in consent) throw new Error(consent.problem.title);
  const data = Object.fromEntries(posted.filter(([name]) => !name.startsWith('consent.')));
  return { data, traits: data, consent: consent?.choices };
}

const answers =
  (word: ProviderEvent['word'], facts: Partial<ProviderEvent> = {}): Perform =>
  async (doing, contact, stage) => {
    const message = await stage.lastMessage(contact, String(doing.line[doing.verb!]));
    if (!message) throw new Error(`Nothing called ${doing.line[doing.verb!]} was sent to ${contact} before this line.`);
    const { channel, effect } = message;
    const isMachine = doing.line.machine === true;
    await takeProviderEvent(
      { id: stage.nextId(), channel, effect, word, at: stage.world.ports.clock.now(), isMachine, ...facts },
      stage.world.ports,
    );
  };

/** A survey's page is reached by the link in the message; without such a message, it is answered all the same. */
const fillsIn: Perform = async (doing, contact, stage) => {
  const survey = String(doing.line.answer);
  const message = await stage.lastMessage(contact, survey);
  const { ports } = stage.world;
  const who = message ? { message: answerLink(ports.signer, message.effect) } : { userId: contact };
  const body = { ...who, answers: (doing.line.data ?? {}) as JsonMap };
  const entry = await takeAnswers({ survey, body, requestId: stage.nextId() }, ports);
  if ('problem' in entry) throw new Error(entry.problem.title);
};

const tells =
  (wordOf: (doing: Doing) => TaskWord): Perform =>
  async (doing, contact, stage) => {
    const step = String(doing.line[doing.verb!]);
    const { ports } = stage.world;
    const asked = await runThatAsked({ contact, step }, ports);
    if (!asked) throw new Error(`No run of ${contact} has got to a step called ${step} before this line.`);
    const by = typeof doing.line.by === 'string' ? doing.line.by : undefined;
    const { words } = await tellTask({ ...asked, word: wordOf(doing), by, id: stage.nextId() }, ports);
    if (words) throw new Error(`${step} is not ${wordOf(doing)} but ${words.join(' or ')}.`);
  };

/** By the link in the mail that asked; without such a mail, as if there had been one. */
const confirms: Perform = async (doing, contact, stage) => {
  const form = String(doing.line.confirm);
  const { ports } = stage.world;
  const template = (await ports.registry.form(form))?.confirm;
  const message = template === undefined ? undefined : await stage.lastMessage(contact, template);
  if (!message) return confirmForm({ contact, form, id: stage.nextId() }, ports);
  const link = confirmUrl(ports.publicUrl, ports.signer, { effect: message.effect, form, at: message.at });
  const token = link.slice(link.lastIndexOf('/') + 1);
  if (!(await confirmByLink(token, ports))) throw new Error(`The link that confirms ${form} is too old.`);
};

/** A text to our number, from the one that stands on their record. */
const textsBack: Perform = async (doing, contact, stage) => {
  const { ports } = stage.world;
  const phone = (await ports.contacts.get(contact))?.fields.phone;
  if (typeof phone !== 'string') throw new Error(`${contact} has no phone to reply with.`);
  const id = stage.nextId();
  await takeReply({ id, from: phone, text: String(doing.line.reply), at: ports.clock.now() }, ports);
};

const chooses =
  (state: 'in' | 'out'): Perform =>
  async (doing, contact, stage) => {
    const at = stage.world.ports.clock.now();
    for (const channel of Object.keys(channelKinds)) {
      const topic = String(doing.line[doing.verb!]);
      await setConsent(
        { contact, topic, channel, state, at, source: 'scenario', id: stage.nextId() },
        stage.world.ports,
      );
    }
  };

const putsInto =
  (member: boolean): Perform =>
  ({ line, verb }, contact, stage) =>
    setMembership({ contact, segment: String(line[verb!]), member }, stage.world.ports);

const EVERYTHING = 'everything';

/** Of one contact, where the line names one. */
const operates =
  (state: OperatorState, verb?: 'pause' | 'resume' | 'stop'): Perform =>
  async (doing, contact, { world: { ports } }) => {
    const definition = String(doing.line[doing.verb!]);
    const said = { reason: doing.line.reason as string | undefined };
    if (doing.contact !== undefined && verb) {
      const whose = { contact, ...(definition !== EVERYTHING && { definition }) };
      return operateContact(verb, whose, said, ports);
    }
    if (definition !== EVERYTHING) return setDefinitionState(definition, state, ports, said);
    if (state === 'live' || state === 'paused') return setEverything(state, ports);
    for (const { name } of await ports.registry.definitions()) await setDefinitionState(name, state, ports, said);
  };

const publishes: Perform = async (doing, _contact, { world, compiled }) => {
  const next = compiled.next?.find(({ version }) => version.name === doing.line.publish);
  if (!next) throw new Error(`There is no ${doing.line.publish}.next.yaml.`);
  const isNext = ({ version }: typeof next) => version.name === next.version.name;
  // What was a draft joins the others.
  const all = compiled.versions.some(isNext) ? compiled.versions : [...compiled.versions, next];
  await world.publish({ ...compiled, versions: all.map((one) => (isNext(one) ? next : one)) });
};

const redrives: Perform = async ({ line }, _contact, { world: { ports } }) => {
  for await (const ref of ports.runs.withStatus('failed', String(line.redrive))) await redriveRun(ref, {}, ports);
};

export const performs: Record<Verb, Perform> = {
  event: happens('event'),
  form: happens('form', formOf),
  page: happens('page'),
  open: answers('opened'),
  click: answers('clicked'),
  answer: fillsIn,
  confirm: confirms,
  complete: tells(() => 'completed'),
  approve: tells(({ line }) => line.outcome as TaskWord),
  deliver: answers('delivered'),
  bounce: answers('bounced', { isPermanent: true }),
  complain: answers('complained'),
  unsubscribe: chooses('out'),
  subscribe: chooses('in'),
  reply: textsBack,
  set: (doing, contact, stage) => stage.world.ports.contacts.set(contact, doing.line.set as JsonMap, stage.nextId()),
  merge: ({ line }, contact, { world: { ports } }) => mergeContacts(contact, String(line.merge), ports),
  join: putsInto(true),
  leave: putsInto(false),
  start: (doing, contact, stage) =>
    startByHand(
      {
        definition: String(doing.line.start),
        contact,
        input: (doing.line.with ?? {}) as JsonMap,
        requestId: stage.nextId(),
      },
      stage.world.ports,
    ),
  enter: ({ line }, _contact, { nextId, world: { ports } }) =>
    enterMany(
      { definition: String(line.enter), segment: line.segment as string | undefined },
      { id: nextId(), at: ports.clock.now() },
      ports,
    ),
  pause: operates('paused', 'pause'),
  resume: operates('live', 'resume'),
  stop: operates('stopped', 'stop'),
  redrive: redrives,
  disable: operates('disabled'),
  publish: publishes,
  move: ({ line }, _contact, { world: { ports } }) =>
    moveRuns({ definition: String(line.move), map: line.map as Record<string, string> | undefined }, ports),
};
