/** A thousand messages lie ready when somebody leaves: none of them is decided on after that. */
import { expect, test } from 'vitest';
import { createHandler } from '../../functions/unsubscribe.ts';
import { unsubscribeUrl } from '../../lib/engine/links.ts';
import { takeReply } from '../../lib/engine/take-reply.ts';
import { aCall, silent, urlencoded } from '../functions/ways-in.ts';
import { aWorld, type Given, type SmallWorld } from '../support/a-world.ts';

const [runs, each] = [20, 50];
const many = runs * each;
const phone = '+12125550123';
const head = 'when:\n  - event: thing.happened\nper: event.number\nagain: always\n';
const sends = (kind: string) =>
  ['- wait: 1 day', ...Array.from({ length: each }, (_, number) => `- ${kind}: hello\n  id: m${number}`)].join('\n');
const steps = { email: sends('send-email'), sms: sends('send-sms') };

/** Ann has had some, and in twenty runs a thousand more wait for the same instant. */
async function queued(channel: keyof typeof steps, options?: Given['options']): Promise<SmallWorld> {
  const world = await aWorld(steps[channel], { startAt: '2026-03-02T15:00:00.000Z', head, options });
  await world.ports.contacts.claim({ kind: 'phone', value: phone }, 'ann');
  await world.happens('thing.happened', { data: { number: 0 } });
  await world.later('1 day');
  expect(world.sent).toHaveLength(each);
  for (let number = 1; number <= runs; number++) await world.happens('thing.happened', { data: { number } });
  return world;
}

const leaves: Record<keyof typeof steps, (world: SmallWorld) => Promise<void>> = {
  async email(world) {
    const { pathname: path } = new URL(unsubscribeUrl('https://x.test', world.ports.signer, world.sent[0]!.effect));
    const press = aCall({ path, headers: urlencoded, body: 'List-Unsubscribe=One-Click' });
    expect(await createHandler(world.ports, silent)(press, {} as never)).toMatchObject({ statusCode: 200 });
  },
  async sms(world) {
    expect(await takeReply({ id: 'r1', from: phone, text: 'STOP', at: world.clock.now() }, world.ports)).toBe('stop');
    // One text says that they will get no more.
    world.sent.pop();
  },
};
const skipped = async ({ rows }: SmallWorld, reason: string) =>
  (await rows()).filter((row) => row.outcome === 'skipped' && row.reason === reason).length;
const reasons = { email: 'no-consent', sms: 'suppressed:opted-out' };

test.each(['email', 'sms'] as const)('who leaves by %s before they fall due gets none of them', async (channel) => {
  const world = await queued(channel);
  await leaves[channel](world);
  await world.later('2 days');
  expect(world.sent).toHaveLength(each);
  expect(await skipped(world, reasons[channel])).toBe(many);
});

test.each(['email', 'sms'] as const)('who leaves by %s amid them gets none that was decided later', async (channel) => {
  let [begun, late] = [0, 0];
  let releasing: SmallWorld | undefined;
  const world = await queued(channel, {
    async around(call, carryOut) {
      if (!releasing || call.handler !== 'task' || call.task.does !== 'work') return carryOut();
      begun += 1;
      const before = releasing.sent.length;
      // The one at whose decision they leave may still be on its way; whatever is decided behind it is not.
      const going = carryOut();
      if (begun === many / 2) await leaves[channel](releasing);
      const answer = await going;
      if (begun > many / 2) late += releasing.sent.length - before;
      return answer;
    },
  });
  releasing = world;
  await world.later('2 days');
  expect(late).toBe(0);
  expect(begun).toBeGreaterThanOrEqual(many);
  expect(await skipped(world, reasons[channel])).toBeGreaterThanOrEqual(many / 2);
  expect((await world.rows()).filter(({ outcome }) => outcome === 'sent').length).toBeGreaterThanOrEqual(many / 2 - 1);
});
