/** Puts a deploy's definitions where handlers find them; only when all of it is there do contacts meet the new versions. */
import * as z from 'zod';
import { launchIntakes } from '../lib/engine/launch-intakes.ts';
import type { EnginePorts, Publication } from '../lib/engine/ports.ts';
import { TerminalError } from '../lib/language/errors.ts';
import { createReadObject, type ReadObject } from './aws/objects.ts';
import { createAwsPorts } from './aws/ports.ts';
import { createSchedules } from './aws/schedules.ts';
import { createResourceHandler, type Respond } from './middleware/custom-resource.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';

const place = { bucket: z.string().min(1), key: z.string().min(1) };
/** `keep` runs before the machines are updated, `publish` after them: it names the machine of each definition. */
const properties = z.discriminatedUnion('does', [
  z.object({ does: z.literal('keep'), ...place }),
  z.object({ does: z.literal('publish'), ...place, machines: z.record(z.string(), z.string().min(1)) }),
]);

/** What a deploy brings: a publication that does not know its machines yet. */
export type Definitions = Omit<Publication, 'versions' | 'at'> & {
  versions: Publication['versions'][number]['version'][];
};

export interface World {
  readObject: ReadObject;
  /** Left out: CloudFormation itself. */
  respond?: Respond;
  log?: Log;
}

export const createHandler = (ports: EnginePorts, { readObject, ...world }: World) =>
  createResourceHandler({
    function: 'publish-definitions',
    properties,
    async apply(wanted) {
      const { versions, ...rest } = JSON.parse(await readObject(wanted)) as Definitions;
      if (wanted.does === 'keep') return ports.registry.keep(versions);
      const { machines } = wanted;
      const placed = versions.map((version) => ({ version, machine: machineOf(version.name, machines) }));
      await ports.registry.publish({ ...rest, versions: placed, at: ports.clock.now() });
      await launchIntakes(ports);
    },
    ...world,
  });

function machineOf(name: string, machines: Record<string, string>): string {
  const machine = Object.hasOwn(machines, name) ? machines[name] : undefined;
  if (!machine) throw new TerminalError(`The deploy names no machine for ${name}.`, { code: 'no-machine' });
  return machine;
}

export const handler = deployed((environment) =>
  createHandler(createAwsPorts(environment, { schedules: createSchedules(environment.timers) }), {
    readObject: createReadObject(),
  }),
);
