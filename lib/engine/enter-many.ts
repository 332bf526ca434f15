/** Lets a whole segment in, or everybody, because somebody says so; the same request twice lets nobody in twice. */
import { TerminalError } from '../language/errors.ts';
import { CONTACT_PARTS, type Intake, inside, lanesFor, readIntake } from './intake.ts';
import { keyOf } from './keys.ts';
import type { EnginePorts } from './ports.ts';
import { takesEntries } from './registry-port.ts';
import { beginIntake } from './take-intake.ts';

export interface ManyAsked {
  definition: string;
  /** Left out: everybody whom the definition takes. */
  segment?: string;
}

export async function enterMany(
  asked: ManyAsked,
  { id, at, by, until }: { id: string; at: string; by?: string; until?: string },
  ports: EnginePorts,
): Promise<Intake> {
  const { definition, segment } = asked;
  const intake: Intake = {
    id: keyOf('intake', definition, id),
    definition,
    why: 'by-hand',
    name: segment ?? 'everybody',
    at,
    trigger: { id: keyOf('by-hand', definition, id), family: 'hand', name: 'started by hand', data: {} },
    lanes: lanesFor(await isPaced(asked, ports)),
    ...(segment !== undefined && { for: inside(segment) }),
    ...(by !== undefined && { by }),
  };
  const standing = await readIntake(intake.id, ports);
  await beginIntake(standing ?? intake, { until: until ?? FOREVER }, ports);
  return standing ?? intake;
}

const FOREVER = '9999-12-31T00:00:00.000Z';

/** Throws what keeps it from being done, for whoever asks. */
async function isPaced({ definition, segment }: ManyAsked, { registry }: EnginePorts): Promise<boolean> {
  const live = await registry.definition(definition);
  const version = live && (await registry.version(live.name, live.version));
  if (!version) throw refusal(`There is no definition called ${definition}.`, 'definition-unknown');
  if (!takesEntries(live!)) throw refusal(`${definition} takes nobody in: it is ${live!.state}.`, 'disabled');
  if (segment !== undefined && !(await registry.segment(segment)))
    throw refusal(`There is no segment called ${segment}.`, 'segment-unknown');
  const { input, entryRate } = version.definition;
  const [missing] = Object.entries(input).filter(([, { required }]) => required);
  if (missing)
    throw refusal(
      `${definition} asks for \`${missing[0]}\` of each contact, which a crowd does not bring.`,
      'input-missing',
    );
  return entryRate !== undefined;
}

const refusal = (message: string, code: string) => new TerminalError(message, { code });

const MOST_COUNTED = 100_000;
const PAGE = 1_000;

/** How many contacts it would look at. */
export async function countContacts({ contacts }: EnginePorts): Promise<{ contacts: number; more?: true }> {
  let count = 0;
  for (let part = 0; part < CONTACT_PARTS; part++) {
    for (let after: string | undefined; ; ) {
      const page = await contacts.inPart(part, { after, atMost: PAGE });
      count += page.length;
      if (count >= MOST_COUNTED) return { contacts: count, more: true };
      if (page.length < PAGE) break;
      after = page.at(-1)!.place;
    }
  }
  return { contacts: count };
}
