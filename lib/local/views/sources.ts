/** Where the views look: the ports that handlers use too, and what only this stack knows. */
import type { EnginePorts } from '../../engine/ports.ts';
import type { Contact } from '../../language/contact.ts';
import type { Diagnostic } from '../../language/diagnostics.ts';
import type { Settings } from '../../language/project.ts';
import { firstZone } from '../../language/zones.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import type { OpenRuns } from '../open-runs.ts';
import type { GoodProject } from '../project/loaded.ts';
import type { StackTime } from '../time/stack-time.ts';

export interface Sources {
  ports: EnginePorts;
  time: StackTime;
  mailbox: Mailbox;
  openRuns: OpenRuns;
  /** The newest one without an error. */
  project: GoodProject;
  problems: Diagnostic[];
  /** The consecutive number that people call a version by. */
  numberOf(definition: string, version: string): Promise<number>;
}

export const zoneOfContact = (contact: Contact | undefined, { timeZone }: Settings): string =>
  firstZone(contact?.fields.timeZone, timeZone);

export function nameOf({ id, fields }: Contact): string {
  const known = [fields.firstName, fields.name, fields.email, fields.phone].find(
    (one) => typeof one === 'string' && one !== '',
  );
  return known === undefined ? id.slice(0, 8) : String(known);
}
