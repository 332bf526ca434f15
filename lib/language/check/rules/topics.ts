/** Marketing needs a topic that its reader consented to: without one every send would be refused. */
import type { Settings } from '../../project.ts';
import { stepKind } from '../../registry.ts';
import type { ConditionRule, DefinitionRule, StepRule } from '../known.ts';
import type { Problem } from '../report.ts';
import { pathTo, unknownName } from '../unknown-name.ts';

export const marketingHasTopic: StepRule = ({ step, item, path }, { kind, raw }) => {
  const isMessage = stepKind(item.kind).channel !== undefined;
  const isMarketing = step['class'] === 'marketing' && (raw['topic'] === undefined || kind === 'workflow');
  if (!isMessage || !isMarketing || item.raw['topic'] !== undefined || item.unread.includes('class')) return [];
  const where = kind === 'journey' ? 'to the step or to the journey' : 'to the step';
  const hint = `Add \`topic\` ${where}, or \`class: transactional\` if it answers something the contact did.`;
  const message = 'A marketing message needs a topic: nobody could have consented to it.';
  return [{ code: 'WM431', message, hint, path: [...path, item.headKey], on: 'key' }];
};

export const steppedTopicExists: StepRule = ({ step, path }, _definition, { settings }) =>
  step['topic'] === undefined ? [] : topicProblems(step['topic'], settings, [...path, 'topic']);

export const askedTopicExists: ConditionRule = ({ item, path, refersTo }, { known: { settings } }) =>
  refersTo.flatMap(({ kind, name, at }) =>
    kind === 'topic' ? topicProblems(name, settings, pathTo(item, path, at)) : [],
  );

export const topicExists: DefinitionRule = ({ values }, { settings }) =>
  topicProblems(values.topic, settings, ['topic']);

export function topicProblems(topic: unknown, settings: Settings | undefined, path: Problem['path']): Problem[] {
  const topics = settings?.topics;
  if (!topics || typeof topic !== 'string' || Object.hasOwn(topics, topic)) return [];
  const wayOut = 'A new one is listed under `topics` in waymark.yaml.';
  return [unknownName({ code: 'WM212', what: 'topic', name: topic, known: Object.keys(topics), path, wayOut })];
}
