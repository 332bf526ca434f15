/** What a survey's page hands in: by the link in a message or by who says who it was, read against what is asked. */

import { describe, expect, test } from 'vitest';
import { createHandler } from '../../functions/ingest.ts';
import type { ApiAnswer } from '../../functions/middleware/api.ts';
import { effectReference } from '../../lib/engine/effect-reference.ts';
import { ownId } from '../../lib/engine/entry.ts';
import { answerLink } from '../../lib/engine/links.ts';
import type { Survey } from '../../lib/language/project.ts';
import { aClaim, aContact, monday, settings } from '../support/records.ts';
import { aPlace, aReport, bodyOf, silent } from './ways-in.ts';

const satisfaction: Survey = {
  name: 'satisfaction',
  questions: {
    score: { text: 'How likely?', scale: { from: 0, to: 10 } },
    reason: { text: 'Why?', choices: ['price', 'other'] },
    words: { text: 'Anything else?' },
  },
};

async function aDoor(surveys?: Record<string, Survey>, writeKeys: string[] = []) {
  const place = await aPlace();
  if (surveys) {
    await place.ports.registry.publish({
      versions: [],
      settings: { ...settings, surveys },
      forms: [],
      segments: [],
      at: monday,
    });
  }
  const handler = createHandler(place.ports, { log: silent, writeKeys });
  const answers = async (survey: string, body: unknown) =>
    (await handler(aReport(`answers/${survey}`, body), {} as never)) as ApiAnswer;
  const kept = async (userId: string) => {
    const contact = (await place.ports.contacts.ownerOf({ kind: 'userId', value: userId })) ?? userId;
    return place.ports.events.find(contact, { family: 'answer', since: '0', atMost: 9 });
  };
  return { ...place, answers, kept };
}

test('answers are kept under the survey, once for each message id', async () => {
  const { answers, kept } = await aDoor({ satisfaction });
  const body = { messageId: 'm-1', userId: 'u-1', answers: { score: 4, reason: 'price', words: 'Too dear' } };
  for (const _ of [1, 2]) {
    const answer = await answers('satisfaction', body);
    expect([answer.statusCode, bodyOf(answer)]).toEqual([202, { messageId: 'm-1' }]);
  }
  expect(await kept('u-1')).toMatchObject([{ id: ownId('m-1'), name: 'satisfaction', data: body.answers }]);
});

describe('what is not asked is not taken, and nothing is kept', () => {
  const wrong: [what: string, body: object, status: number, field: string][] = [
    ['a question that the survey lacks', { userId: 'u', answers: { sccore: 4 } }, 422, 'answers.sccore'],
    ['a number off the scale', { userId: 'u', answers: { score: 11 } }, 422, 'answers.score'],
    ['text where a number is wanted', { userId: 'u', answers: { score: '4' } }, 422, 'answers.score'],
    ['none of the choices', { userId: 'u', answers: { reason: 'weather' } }, 422, 'answers.reason'],
    ['a map for an answer', { userId: 'u', answers: { words: { deep: 1 } } }, 422, 'answers.words'],
    ['nobody', { answers: { score: 4 } }, 400, 'userId'],
    ['no answers', { userId: 'u' }, 400, 'answers'],
    ['an address that nobody can write to', { email: 'ann', answers: {} }, 400, 'email'],
    ['a link that is not ours', { message: 'abc', answers: { score: 4 } }, 422, 'message'],
  ];
  test.each(wrong)('%s', async (_case, body, status, field) => {
    const { answers, writes } = await aDoor({ satisfaction });
    const before = writes.length;
    const answer = await answers('satisfaction', body);
    expect([answer.statusCode, bodyOf(answer).field]).toEqual([status, field]);
    expect(writes.length).toBe(before);
  });

  test('a survey that nobody wrote', async () => {
    const { answers } = await aDoor({ satisfaction });
    expect((await answers('satisfation', { userId: 'u', answers: {} })).statusCode).toBe(404);
  });
});

test('while the project has no surveys, any answers are taken', async () => {
  const { answers, kept } = await aDoor();
  expect(
    (await answers('anything', { email: 'ann@example.com', userId: 'u-1', answers: { mood: 'good' } })).statusCode,
  ).toBe(202);
  expect(await kept('u-1')).toMatchObject([{ name: 'anything', data: { mood: 'good' } }]);
});

test('a stranger may not answer for somebody, the link in a message may', async () => {
  const { answers, kept, ports } = await aDoor({ satisfaction }, ['key-1']);
  expect((await answers('satisfaction', { userId: 'ann', answers: { score: 4 } })).statusCode).toBe(401);

  await ports.contacts.create(aContact());
  const row = { ...aClaim(), step: 'ask', facts: { channel: 'email', template: 'how-was-it' } };
  await ports.timeline.claim(row);
  const message = answerLink(ports.signer, effectReference('ann.r1', row.key));
  expect((await answers('satisfaction', { message, answers: { score: 4 } })).statusCode).toBe(202);
  expect(await kept('ann')).toMatchObject([{ contact: 'ann', data: { score: 4 } }]);
  const told = await ports.events.find('ann', { family: 'message', name: 'answered', since: '0', atMost: 9 });
  expect(told).toMatchObject([{ data: { template: 'how-was-it', step: 'ask', channel: 'email' } }]);
});
