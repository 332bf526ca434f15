/** A line of the timeline in words: what was decided for the contact, with the answers that decided it. */
import type { TimelineRow } from '../../engine/ports.ts';
import { MERGED } from '../../engine/twins.ts';
import type { CheckedStep } from '../../language/checked.ts';
import { stepOf, type WaitForNode } from '../../language/graph.ts';
import { sayConditions, titleOf } from '../../language/step-words.ts';
import type { Version } from '../../language/version.ts';
import { sayMoment, withLocalMoments } from './moments.ts';

export interface RowSetting {
  zone: string;
  /** The version the row's run lives through. */
  version?: Version;
}

type Say = (row: TimelineRow, setting: RowSetting) => string | undefined;

const words: Record<string, Say> = {
  entered: ({ detail = '' }) => `entered: ${sayTrigger(detail)}`,
  'not-entered': ({ detail = '', reason }) => `did not enter: ${plain(reason)} (${sayTrigger(detail)})`,
  'held-out': ({ detail }) => `held out: ${detail}`,
  message: sayMessage,
  waiting: sayWaiting,
  settled: ({ outcome, detail }) => `${outcome === 'limit' ? 'limit reached' : 'goes on'}: ${detail}`,
  decided: ({ detail, outcome = '' }) =>
    `${detail?.replaceAll(' | ', ' · ')} → ${/^\d+$/.test(outcome) ? `way ${outcome}` : outcome}`,
  step: sayWork,
  goal: ({ reason, detail }) => `goal ${reason} reached: ${detail}`,
  merged: ({ detail }) => `is also who was known as ${detail}`,
  ended: ({ outcome, reason, detail }) =>
    `${endings[reason === MERGED ? '' : (outcome ?? '')] ?? 'ended'}: ${reason}${outcome === 'operator' && detail ? ` (${detail})` : ''}`,
  operator: sayOperator,
  consent: ({ outcome, reason, facts }) =>
    `consent ${outcome}: ${facts?.topic} by ${facts?.channel}${reason ? ` (${reason})` : ''}`,
  reply: ({ outcome = '', detail }) => [`texted back “${detail}”`, replies[outcome]].filter(Boolean).join(': '),
};

const replies: Record<string, string> = {
  stop: 'no more texts',
  unclear: 'no marketing by text until a colleague has read it',
  help: 'told who we are',
  start: 'texts may go out again',
};

const endings: Record<string, string> = {
  exit: 'left by exit',
  goal: 'ended by goal',
  error: 'ended by an error',
  blocked: 'ended, blocked',
  operator: 'ended by an operator',
};

/** `undefined` for a line that another one says better. */
export function sayRow(row: TimelineRow, setting: RowSetting): string | undefined {
  const said = words[row.kind]?.(row, setting) ?? (words[row.kind] ? undefined : `${row.kind} ${row.outcome ?? ''}`);
  return said === undefined ? undefined : withLocalMoments(said.trim(), row.at, setting.zone);
}

/** `paused by local:ann: on holiday` */
function sayOperator({ outcome = '', reason, detail }: TimelineRow): string {
  const who = detail && (outcome === 'moved' ? ` ${detail}` : ` by ${detail}`);
  return `${plain(outcome)}${who ?? ''}${reason ? `: ${reason}` : ''}`;
}

function sayMessage({ facts, outcome, reason, detail }: TimelineRow): string {
  const template = facts?.channel === 'sms' ? `${facts.template} by text message` : String(facts?.template);
  switch (outcome) {
    case 'sent':
      return `sent ${template}`;
    case 'unknown':
      return `nobody knows whether ${template} was sent: ${reason}`;
    case 'held':
      return `held ${template} until ${detail}: ${reason}`;
    case undefined:
      return `sending ${template}`;
    default:
      return `${outcome} ${template}: ${reason}`;
  }
}

function sayWaiting({ facts, step = '', at }: TimelineRow, { version, zone }: RowSetting): string {
  const until = typeof facts?.due === 'string' ? sayMoment(facts.due, at, zone) : '?';
  const nodes = Object.values(version?.graph.nodes ?? {});
  const node = nodes.find((one) => one.does === 'wait-for' && stepOf(one.id) === step);
  if (node?.does !== 'wait-for') return `waiting until ${until}`;
  return `waiting for ${sayAwaited(node, version?.graph.steps[step])}, at most until ${until}`;
}

function sayAwaited({ awaits, awaitsChild, awaitsTask }: WaitForNode, step: CheckedStep | undefined): string {
  if (awaitsChild) return `the end of ${step?.head}`;
  if (awaitsTask) return 'a word of the colleague';
  const [only, ...more] = awaits;
  if (only && more.length === 0 && (only.kind === 'clicked' || only.kind === 'opened')) {
    const message = [only.head].flat().join(' or ');
    return only.kind === 'clicked' ? `a click in ${message}` : `${message} to be opened`;
  }
  return sayConditions(awaits);
}

function sayWork({ step = '', outcome, reason, detail }: TimelineRow, { version }: RowSetting): string | undefined {
  // A stop is told by the end of the run.
  if (outcome === 'ended') return undefined;
  const written = version?.graph.steps[step];
  // A head with Liquid in it says something only once it is rendered.
  const title = written && !/\{[{%]/.test(String(written.head)) ? titleOf(written) : step;
  if (outcome === 'passed-over') return `passed over ${title}: ${detail}`;
  return `${title}: ${[outcome, reason && plain(reason), detail].filter(Boolean).join(', ')}`;
}

/** `form trial-signup` as it is; what a call or a hand did, in words. */
function sayTrigger(detail: string): string {
  if (detail.startsWith('call ')) return `called by ${detail.slice('call '.length)}`;
  return detail.replace(/^hand /, '');
}

const plain = (code = ''): string => code.replaceAll('-', ' ');
