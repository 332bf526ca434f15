/** A deploy: contacts meet the new versions once all of them are there, or not at all. */
import { beforeEach, expect, test } from 'vitest';
import type { ResourceEvent } from '../../functions/middleware/custom-resource.ts';
import { createHandler } from '../../functions/publish-definitions.ts';
import { TerminalError } from '../../lib/language/errors.ts';
import { aVersion, settings } from '../support/records.ts';
import { aPlace, type Place, silent } from './ways-in.ts';

const trial = aVersion('trial', 'h1');
const better = aVersion('trial', 'h2', { purpose: 'Better' });
const objects: Record<string, string> = {
  'v1.json': JSON.stringify({ versions: [trial], settings, forms: [], segments: [] }),
  'v2.json': JSON.stringify({ versions: [better], settings, forms: [], segments: [] }),
};

let place: Place;
let answers: { url: string; body: Record<string, unknown> }[];
beforeEach(async () => {
  place = await aPlace();
  answers = [];
});

async function deploy(properties: object, said: Partial<ResourceEvent> = {}) {
  const handler = createHandler(place.ports, {
    async readObject({ key }) {
      const found = objects[key];
      if (!found) throw new TerminalError('canary@example.com', { code: 'service-refused' });
      return found;
    },
    respond: async (url, body) => void answers.push({ url, body: JSON.parse(body) }),
    log: silent,
  });
  const event: ResourceEvent = {
    RequestType: 'Create',
    ResponseURL: 'https://answer.example',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Publish',
    ResourceProperties: { ServiceToken: 'arn', bucket: 'assets', ...properties },
    ...said,
  };
  await handler(event, {} as never);
  return answers.at(-1)!.body;
}

test('keeping puts a version where handlers find it, and leads nobody to it', async () => {
  expect(await deploy({ does: 'keep', key: 'v1.json' })).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: 'Publish',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Publish',
  });
  expect(await place.ports.registry.version('trial', 'h1')).toEqual(trial);
  expect(await place.ports.registry.definition('trial')).toBeUndefined();
});

test('publishing leads contacts to it, through the machine that the deploy made', async () => {
  await deploy({ does: 'publish', key: 'v1.json', machines: { trial: 'arn:machine:1' } });
  expect(await place.ports.registry.definition('trial')).toMatchObject({
    version: 'h1',
    machine: 'arn:machine:1',
    state: 'live',
  });
});

test('a rolled back deploy leads them back', async () => {
  await deploy({ does: 'publish', key: 'v1.json', machines: { trial: 'arn:machine:1' } });
  const said = { RequestType: 'Update', PhysicalResourceId: 'first' } as const;
  await deploy({ does: 'publish', key: 'v2.json', machines: { trial: 'arn:machine:2' } }, said);
  expect(await place.ports.registry.definition('trial')).toMatchObject({ version: 'h2' });
  const answer = await deploy({ does: 'publish', key: 'v1.json', machines: { trial: 'arn:machine:1' } }, said);
  expect(await place.ports.registry.definition('trial')).toMatchObject({ version: 'h1', machine: 'arn:machine:1' });
  expect(answer.PhysicalResourceId).toBe('first');
});

test('a deploy that takes the resource away leaves the definitions', async () => {
  await deploy({ does: 'publish', key: 'v1.json', machines: { trial: 'arn:machine:1' } });
  expect(await deploy({ does: 'publish', key: 'gone.json' }, { RequestType: 'Delete' })).toMatchObject({
    Status: 'SUCCESS',
  });
  expect(await place.ports.registry.definition('trial')).toMatchObject({ state: 'live' });
});

test.each<[string, object, string]>([
  ['definitions that are not there', { does: 'keep', key: 'gone.json' }, 'TerminalError service-refused'],
  ['a definition without a machine', { does: 'publish', key: 'v1.json', machines: {} }, 'TerminalError no-machine'],
  ['properties that make no sense', { does: 'dance', key: 'v1.json' }, 'TerminalError bad-input'],
])('%s fail the deploy with a reason, and nothing changes', async (_, properties, reason) => {
  expect(await deploy(properties)).toMatchObject({ Status: 'FAILED', Reason: reason });
  expect(place.writes.filter((write) => write.startsWith('registry'))).toEqual([]);
});
