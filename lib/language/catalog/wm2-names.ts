/** WM20…: names, and steps that are called by theirs. */
import { type Catalog, journeyWith, withKeys, workflowWith } from './entry.ts';

const sentTwice = (target: string) =>
  withKeys(
    journeyWith(`- wait: 1 day\n  on-error: go-to ${target}\n- send-email: reminder\n- send-sms: reminder`),
    'topic: product-tips',
  );

export const namesCatalog: Catalog = {
  WM201: {
    title: 'No name',
    bad: workflowWith('- wait: 1 day').replace('example', 'Trial Activation'),
    good: workflowWith('- wait: 1 day').replace('example', 'trial-activation'),
    hint: 'It becomes the name of a machine: lower-case letters, digits and dashes, at most 60.',
  },
  WM202: {
    title: 'A file called otherwise than what is inside',
    names: { bad: 'workflows/lead-follow-up.yaml', good: 'workflows/example.yaml' },
    bad: workflowWith('- wait: 1 day'),
    good: workflowWith('- wait: 1 day'),
    hint: 'After a rename, `was: <old name>` keeps the history.',
  },
  WM203: {
    title: 'No step of that name',
    bad: workflowWith('- wait: 1 day\n  on-error: go-to nugde\n- assign-follow-up: Call them\n  id: nudge'),
    good: workflowWith('- wait: 1 day\n  on-error: go-to nudge\n- assign-follow-up: Call them\n  id: nudge'),
    hint: 'A step is named by its id, or by its main value alone where only one step has it.',
  },
  WM204: {
    title: 'Two steps with one id',
    bad: workflowWith('- wait: 1 day\n- wait: 1 day'),
    good: workflowWith('- wait: 1 day\n- wait: 1 day\n  id: one-more-day'),
    hint: 'An id is the kind and the main value, unless `id` says otherwise. The place of a step is no part of it.',
  },
  WM205: {
    title: 'A name that several steps have',
    bad: sentTwice('reminder'),
    good: sentTwice('send-sms-reminder'),
    hint: 'Write the id instead of the main value.',
  },
  WM206: {
    title: 'An id that already has a meaning',
    bad: workflowWith('- wait: 1 day\n  id: contact'),
    good: workflowWith('- wait: 1 day\n  id: a-day'),
    hint: '`contact`, `event` and `input` begin a path, `start` and `ever` say since when, `end` is the end.',
  },
  WM218: {
    title: 'One name for two files',
    names: { bad: 'workflows/example.yaml', good: 'workflows/other.yaml' },
    beside: { 'journeys/example.yaml': journeyWith('- wait: 1 day') },
    bad: workflowWith('- wait: 1 day'),
    good: workflowWith('- wait: 1 day').replace('example', 'other'),
    hint: 'Journeys and workflows share their names; YAML and TypeScript are two notations of one definition.',
  },
};
