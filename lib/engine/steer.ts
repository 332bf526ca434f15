/** What one definition does to a contact's runs of another: freeze them, let them go on, end them. */
import { operateContact } from './operate.ts';
import type { Passage } from './passage.ts';
import { refOf } from './run-record.ts';

/** The run that asks is left alone: its own steps say how it goes on. */
export async function steerOthers(
  { record, ports }: Passage,
  verb: 'pause' | 'resume' | 'stop',
  definition: string,
): Promise<number> {
  const said = { by: record.definition };
  const touched = await operateContact(verb, { contact: record.contact, definition }, said, ports, refOf(record));
  return touched.length;
}
