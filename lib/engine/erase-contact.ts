/** Forgets a contact: their runs end, everything kept about them is gone, and only that they must not be written to stays, as a hash. */
import { channelKinds } from '../language/channels/index.ts';
import { allIdsOf, runsOf } from './family.ts';
import { ERASED } from './forgotten.ts';
import { forgetGivenUp } from './given-up.ts';
import type { EnginePorts } from './ports.ts';
import { refOf } from './run-record.ts';
import { stopRun } from './stop-run.ts';

/** Repeated, it goes on where the last attempt died. Gives how many runs were ended. */
export async function eraseContact(contactId: string, by: string, ports: EnginePorts): Promise<{ runs: number }> {
  const ids = await allIdsOf(contactId, ports);
  const contacts = await Promise.all([contactId, ...ids].map((id) => ports.contacts.kept(id)));
  const names = new Set([contactId, ...ids]);
  for (const [channel, kind] of Object.entries(channelKinds)) {
    for (const contact of contacts) {
      const found = contact && kind.address(contact);
      if (found && 'address' in found) names.add(found.address);
      // First of all: from here on nothing is sent there, whoever is about to.
      if (found && 'address' in found) await ports.suppressions.add(channel, found.address, ERASED, ports.clock.now());
    }
  }
  let runs = 0;
  for (const record of await runsOf(ids, ports)) {
    if ((await stopRun(refOf(record), { by, reason: ERASED }, ports)) === 'stopped') runs += 1;
  }
  await forgetGivenUp([...names], ports);
  // The survivor goes last: who they have been is known as long as anything is left of it.
  for (const id of ids.toReversed()) await ports.belongings.erase(id);
  return { runs };
}
