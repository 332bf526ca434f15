/** Whoever may enter at any time again, and is still in the segment when a run has ended, begins anew. */
import { MEMBERSHIP } from '../language/triggers/segment.ts';
import { firstZone } from '../language/zones.ts';
import { MOST_VISITS } from './arrive.ts';
import { allIdsOf } from './family.ts';
import { keyOf } from './keys.ts';
import { isMember } from './membership.ts';
import type { EnginePorts } from './ports.ts';
import type { RunRecord } from './run-record.ts';

const RUN = 'run:';

/** Asked again, it finds the same run and tells the same; ends that somebody brought about are ends. */
export async function restartInside(contact: string, families: readonly string[], ports: EnginePorts): Promise<void> {
  const { restarts } = await ports.registry.listeners();
  for (const family of families) {
    const definition = family.startsWith(RUN) ? family.slice(RUN.length) : '';
    const segments = Object.hasOwn(restarts, definition) ? restarts[definition]! : [];
    if (segments.length === 0) continue;
    const entries = (await allIdsOf(contact, ports)).map((id) => ports.entries.get(id, definition));
    const [last] = (await Promise.all(entries))
      .filter((entry) => entry !== undefined)
      .sort((a, b) => (a.at < b.at ? 1 : -1));
    const run = last && (await ports.runs.get(last.run));
    if (run?.end?.how === 'finished' || run?.end?.how === 'stop') await startAnew(run, run.end.at, segments, ports);
  }
}

async function startAnew(run: RunRecord, at: string, segments: readonly string[], ports: EnginePorts): Promise<void> {
  const { contact: id, definition } = run;
  const [contact, settings] = await Promise.all([ports.contacts.get(id), ports.registry.settings()]);
  if (contact?.status !== 'live') return;
  const zone = firstZone(contact.fields.timeZone, settings.timeZone);
  const asked = { contact, zone, now: ports.clock.now(), ports };
  const visits = await visitsOf(run, ports);
  for (const segment of segments) {
    if (!(await isMember(segment, asked))) continue;
    if (visits > MOST_VISITS) return tellTooMany(run, at, ports);
    const data = { member: true, only: definition, visits };
    await ports.events.put({
      id: keyOf('again', id, run.run),
      family: MEMBERSHIP,
      name: segment,
      contact: id,
      at,
      receivedAt: at,
      data,
    });
    return;
  }
}

/** Of this run and of those before it that began anew at the same instant; where time has passed, nothing runs away. */
async function visitsOf({ definition, version: hash, startedAt, end, trigger }: RunRecord, ports: EnginePorts) {
  if (!end || end.at > startedAt) return 0;
  const version = await ports.registry.version(definition, hash);
  const before = trigger.family === MEMBERSHIP ? Number(trigger.data.visits ?? 0) : 0;
  return before + Math.max(1, Object.keys(version?.graph.steps ?? {}).length);
}

const tellTooMany = ({ contact, definition, version, run }: RunRecord, at: string, ports: EnginePorts): Promise<void> =>
  ports.timeline.write({
    contact,
    key: keyOf('too-many', run),
    at,
    definition,
    version,
    kind: 'not-entered',
    outcome: 'refused',
    reason: 'too-many-visits',
    detail: MEMBERSHIP,
  });
