/** One run speaks for those that come while it waits: each of them is told of by one, and by no other, whoever dies on the way. */
import { RetryableError } from '../language/errors.ts';
import { stepOf, type Target } from '../language/graph.ts';
import type { JsonMap } from '../language/json.ts';
import type { Gatherings } from '../language/ports.ts';
import { idsOf } from './family.ts';
import { type Gathering, type GatheringState, MOST_COUNTED, mayComeAgain, stateOf } from './gathering.ts';
import { FREE, nextTurn } from './group-slot.ts';
import { effectOf, type Passage } from './passage.ts';
import type { EnginePorts, Entry } from './ports.ts';
import { type RunRecord, type RunRef, refOf } from './run-record.ts';

const MOST_TURNS = 20;

/** Of so many what they bring is handed on, and so much of it; the others are counted. */
const MOST_ITEMS = 100;
const MOST_ITEM_LETTERS = 32_000;

export function gatheringAt(passage: Passage, node: Target): Gatherings {
  const { record, ports } = passage;
  const me: Me = { run: refOf(record), by: effectOf(record, stepOf(node), 'step') };
  return {
    join: (key) => inTurn(passage, node, key, (found) => join(found, me, ports)),
    close: (key) => inTurn(passage, node, key, (found) => close(found, me, ports)),
  };
}

interface Me {
  by: string;
  run: RunRef;
}

/** What lies under one of the contact's ids, and under their own where there is nothing yet. */
interface Slot {
  entry: Pick<Entry, 'contact' | 'definition' | 'key'>;
  previous?: Entry;
  gatherings: { gathering: Gathering; state: GatheringState }[];
}

/** Undefined: somebody else wrote first, or it has to be looked at again. */
type Answer<Found> = Promise<{ answer: Found } | undefined>;

async function inTurn<Found>(
  { contact, record, ports }: Passage,
  node: Target,
  key: string | undefined,
  act: (found: Slot[]) => Answer<Found>,
): Promise<Found> {
  const step = stepOf(node);
  const definition = `gathering:${record.definition}:${record.renamed?.[step] ?? step}`;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const slots = idsOf(contact).map((id) => readSlot({ contact: id, definition, key }, ports));
    const done = await act(await Promise.all(slots));
    if (done) return done.answer;
  }
  throw new RetryableError('Somebody else came each time.');
}

async function readSlot(entry: Slot['entry'], ports: EnginePorts): Promise<Slot> {
  const previous = await ports.entries.get(entry.contact, entry.definition, entry.key);
  const judged = (previous?.gatherings ?? []).map(async (gathering) => ({
    gathering,
    state: await stateOf(gathering, ports),
  }));
  return { entry, previous, gatherings: await Promise.all(judged) };
}

type Joined = Awaited<ReturnType<Gatherings['join']>>;
type Told = NonNullable<Awaited<ReturnType<Gatherings['close']>>>;

async function join(slots: Slot[], me: Me, ports: EnginePorts): Answer<Joined> {
  const all = slots.flatMap((slot) => slot.gatherings.map((one) => ({ slot, ...one })));
  if (all.some(({ gathering }) => gathering.by === me.by)) return { answer: { outcome: 'opened' } };
  const hasMine = all.find(
    ({ gathering, state }) =>
      (state === 'waits' || state === 'told') && gathering.run !== me.run && gathering.runs.includes(me.run),
  );
  if (hasMine) return { answer: { outcome: 'collected', run: hasMine.gathering.run } };
  const open = all.find(({ gathering, state }) => state === 'waits' && !gathering.closed);
  if (open && open.gathering.runs.length >= MOST_COUNTED)
    return { answer: { outcome: 'collected', run: open.gathering.run } };
  // Looked at once more when it is written: who speaks for it may have left just before.
  if (open)
    await put(open.slot, (one) => (one === open.gathering ? { ...one, runs: [...one.runs, me.run] } : one), ports);
  else await begin(slots, me, ports);
  return undefined;
}

/** What somebody left behind is gone on with where it lies, so that nobody else finds it, too. */
async function begin(slots: Slot[], me: Me, ports: EnginePorts): Promise<void> {
  const isLeft = ({ state }: Slot['gatherings'][number]) => state === 'left';
  const slot = slots.find(({ gatherings }) => gatherings.some(isLeft)) ?? slots[0]!;
  const left = slot.gatherings.filter(isLeft).flatMap(({ gathering }) => gathering.runs);
  const runs = [...new Set([...left, me.run])];
  await put(slot, (one) => one, ports, { ...me, runs });
}

async function close(slots: Slot[], me: Me, ports: EnginePorts): Answer<Told | undefined> {
  const slot = slots.find(({ gatherings }) => gatherings.some(({ gathering }) => gathering.by === me.by));
  const mine = slot?.gatherings.find(({ gathering }) => gathering.by === me.by);
  // It was left, and another has gone on with it.
  if (!slot || mine?.state !== 'waits') return { answer: undefined };
  const { gathering } = mine;
  const answer = await tell(gathering, ports);
  if (gathering.closed) return { answer };
  const unsure = await mayComeAgain(gathering.runs, ports);
  const closed = { unsure: unsure.filter((run) => run !== me.run) };
  const written = await put(slot, (one) => (one === gathering ? { ...one, closed } : one), ports);
  return written === 'written' ? { answer } : undefined;
}

async function put(
  { entry, previous, gatherings }: Slot,
  change: (gathering: Gathering) => Gathering,
  ports: EnginePorts,
  more?: Gathering,
): Promise<'written' | 'lost'> {
  const kept: Gathering[] = [];
  for (const { gathering, state } of gatherings) {
    if (state === 'waits' || (state === 'left' && !more)) kept.push(change(gathering));
    const unsure = state === 'told' ? await mayComeAgain(gathering.closed?.unsure ?? [], ports) : [];
    if (unsure.length > 0) kept.push({ ...gathering, runs: unsure, closed: { unsure } });
  }
  if (more) kept.push(more);
  const run = kept.find(({ closed }) => !closed)?.run ?? FREE;
  return ports.entries.put({ ...entry, run, at: nextTurn(previous, ports.clock.now()), gatherings: kept }, previous);
}

/** Oldest first. */
async function tell({ runs }: Gathering, ports: EnginePorts): Promise<Told> {
  const records = await Promise.all(runs.slice(0, MOST_ITEMS).map((run) => ports.runs.get(run)));
  const items: JsonMap[] = [];
  let letters = 0;
  for (const record of records.filter((one) => one !== undefined).toSorted(byTrigger)) {
    const item = itemOf(record);
    letters += JSON.stringify(item).length;
    if (letters > MOST_ITEM_LETTERS) break;
    items.push(item);
  }
  return { items, count: runs.length };
}

const byTrigger = (a: RunRecord, b: RunRecord): number =>
  a.trigger.receivedAt < b.trigger.receivedAt ? -1 : a.trigger.receivedAt > b.trigger.receivedAt ? 1 : 0;

/** What started it: an event's data, or what whoever called it handed over. */
const itemOf = ({ trigger: { family, data }, input }: RunRecord): JsonMap =>
  family === 'call' || family === 'hand' ? { ...data, ...input } : data;
