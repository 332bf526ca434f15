/** Takes the answers to a survey: read against what is asked, all of them or none; by a message's own link or by who says so. */
import * as z from 'zod';
import { readEmailAddress } from '../language/addresses.ts';
import type { Json, JsonMap } from '../language/json.ts';
import { isDefinitionName } from '../language/names.ts';
import { readPhoneNumber } from '../language/phone.ts';
import type { Question, Survey } from '../language/project.ts';
import { readEffectReference } from './effect-reference.ts';
import { type Entry, identitiesOf, isMap, isPlainId, ownId, refuse, takeIn } from './entry.ts';
import { readAnswerLink } from './links.ts';
import type { EnginePorts } from './ports.ts';
import { takeProviderEvent } from './provider-event.ts';

/** Of the survey's name: the family under which its answers are kept. */
export const ANSWER = 'answer';

const noId = 'is no id: one line of at most 200 characters';
const id = z.string(noId).refine(isPlainId, noId);
const address = (read: (text: string) => string | undefined) =>
  z.string('cannot be written to').transform((text, { addIssue }) => {
    const found = read(text);
    if (found === undefined) addIssue({ code: 'custom', message: 'cannot be written to' });
    return found ?? z.NEVER;
  });

const shape = z.object({
  messageId: id.nullish(),
  /** From the link in the message that asked. */
  message: id.max(1_000).nullish(),
  userId: z.union([id, z.number().transform(String)], noId).nullish(),
  anonymousId: id.nullish(),
  email: address(readEmailAddress).nullish(),
  phone: address(readPhoneNumber).nullish(),
  answers: z.custom<JsonMap>(isMap, 'is a map of question and answer'),
});

/** `requestId` makes the message id where the sender gave none. */
export async function takeAnswers(
  sent: { survey: string; body: JsonMap; requestId: string },
  ports: EnginePorts,
): Promise<Entry> {
  const { survey: name, body, requestId } = sent;
  const { surveys } = await ports.registry.settings();
  const survey = surveys && Object.hasOwn(surveys, name) ? surveys[name] : undefined;
  if (!isDefinitionName(name) || (surveys && !survey)) return refuse(404, 'There is no survey of this name.', 'survey');
  const read = shape.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    const field = issue?.path.join('.') ?? '';
    return refuse(400, `${field} ${issue?.message ?? 'cannot be read'}.`, field);
  }
  const { answers, message, ...given } = read.data;
  const mistake = mistakeIn(answers, survey);
  if (mistake) return refuse(422, `answers.${mistake.question} ${mistake.says}.`, `answers.${mistake.question}`);

  const messageId = given.messageId ?? `answer-${requestId}`;
  if (message) return takeByLink({ link: message, messageId, name, answers }, ports);
  const { userId, anonymousId, email, phone } = given;
  const known = { userId, anonymousId, email, phone };
  const identities = identitiesOf(
    Object.fromEntries(Object.entries(known).flatMap(([kind, value]) => (value ? [[kind, value]] : []))),
  );
  if (identities.length === 0) return refuse(400, 'userId, email, phone or anonymousId says who it was.', 'userId');
  return takeIn({ messageId, family: ANSWER, name, identities, data: answers }, ports);
}

/** The contact is the message's own, whoever holds the link; that they answered is told of the message too. */
async function takeByLink(
  { link, messageId, name, answers }: { link: string; messageId: string; name: string; answers: JsonMap },
  ports: EnginePorts,
): Promise<Entry> {
  const effect = readAnswerLink(ports.signer, link)?.effect;
  const reference = effect === undefined ? undefined : readEffectReference(effect);
  const row = reference && (await ports.timeline.get(reference.contact, reference.key));
  if (!effect || !reference || !row) return refuse(422, 'message is no link of ours, or no longer.', 'message');
  const at = ports.clock.now();
  const { contact } = reference;
  const id = ownId(messageId);
  await ports.events.put({ id, family: ANSWER, name, contact, at, receivedAt: at, data: answers });
  const channel = String(row.facts?.channel ?? '');
  await takeProviderEvent({ id, channel, effect, word: 'answered', at }, ports);
  return { taken: { messageId } };
}

const MOST_QUESTIONS = 100;
const LONGEST_ANSWER = 5_000;

function mistakeIn(answers: JsonMap, survey: Survey | undefined): { question: string; says: string } | undefined {
  const given = Object.entries(answers);
  if (given.length > MOST_QUESTIONS) return { question: given[MOST_QUESTIONS]![0], says: 'is one answer too many' };
  for (const [question, answer] of given) {
    const asked = survey && Object.hasOwn(survey.questions, question) ? survey.questions[question] : undefined;
    const says = survey && !asked ? 'is not asked' : sayMistake(answer ?? null, asked);
    if (says) return { question, says };
  }
  return undefined;
}

function sayMistake(answer: Json, asked: Question | undefined): string | undefined {
  const { choices, scale } = asked ?? {};
  const all = Array.isArray(answer) ? answer : [answer];
  if (!all.every((one) => ['string', 'number', 'boolean'].includes(typeof one))) return 'is no plain answer';
  if (all.some((one) => String(one).length > LONGEST_ANSWER)) return 'is too long';
  if (choices && !all.every((one) => choices.includes(String(one)))) return 'is none of the choices';
  const isOnScale = (one: Json) => typeof one === 'number' && one >= scale!.from && one <= scale!.to;
  return scale && !all.every(isOnScale) ? `is no number from ${scale.from} to ${scale.to}` : undefined;
}
