import { expect, test } from 'vitest';
import { compilePattern, type EventPattern } from '../../lib/local/bus/event-pattern.ts';
import { rules } from '../../lib/local/bus/rules.ts';

const click = {
  source: 'aws.ses',
  'detail-type': 'Email Clicked',
  detail: {
    eventType: 'Click',
    mail: { destination: ['ann@example.com', 'bob@example.com'] },
    headers: [
      { name: 'From', value: 'acme' },
      { name: 'To', value: 'ann' },
    ],
    count: 1,
    empty: null,
  },
};

test.each<{ case: string; pattern: EventPattern; matches: boolean }>([
  { case: 'the exact value', pattern: { source: ['aws.ses'] }, matches: true },
  { case: 'one of several values', pattern: { source: ['waymark', 'aws.ses'] }, matches: true },
  { case: 'another value', pattern: { source: ['waymark'] }, matches: false },
  { case: 'only one of two fields', pattern: { source: ['aws.ses'], 'detail-type': ['Email Sent'] }, matches: false },
  { case: 'a field inside', pattern: { detail: { eventType: ['Click'] } }, matches: true },
  { case: 'one item of a list', pattern: { detail: { mail: { destination: ['bob@example.com'] } } }, matches: true },
  { case: 'a field that is not there', pattern: { detail: { bounce: ['x'] } }, matches: false },
  { case: 'below a field that is not there', pattern: { detail: { bounce: { type: ['x'] } } }, matches: false },
  { case: 'a number as a number', pattern: { detail: { count: [1] } }, matches: true },
  { case: 'a number as text', pattern: { detail: { count: ['1'] } }, matches: false },
  { case: 'null', pattern: { detail: { empty: [null] } }, matches: true },
  { case: 'a beginning', pattern: { 'detail-type': [{ prefix: 'Email ' }] }, matches: true },
  { case: 'another beginning', pattern: { 'detail-type': [{ prefix: 'SMS ' }] }, matches: false },
  { case: 'an end', pattern: { 'detail-type': [{ suffix: 'Clicked' }] }, matches: true },
  { case: 'anything but this', pattern: { source: [{ 'anything-but': ['aws.ses', 'aws.s3'] }] }, matches: false },
  { case: 'anything but that', pattern: { source: [{ 'anything-but': 'aws.s3' }] }, matches: true },
  { case: 'something there', pattern: { detail: { mail: { destination: [{ exists: true }] } } }, matches: true },
  { case: 'something absent', pattern: { detail: { bounce: [{ exists: false }] } }, matches: true },
  {
    case: 'anything but a text, of a number',
    pattern: { detail: { count: [{ 'anything-but': 'x' }] } },
    matches: true,
  },
  { case: 'anything but a beginning', pattern: { source: [{ 'anything-but': { prefix: 'aws' } }] }, matches: false },
  { case: 'anything but, of nothing', pattern: { detail: { bounce: [{ 'anything-but': 'x' }] } }, matches: false },
  { case: 'a map, which is no value', pattern: { detail: { mail: [{ exists: true }] } }, matches: false },
  {
    case: 'two fields of one item of a list',
    pattern: { detail: { headers: { name: ['To'], value: ['ann'] } } },
    matches: true,
  },
  {
    case: 'two fields of two items of a list',
    pattern: { detail: { headers: { name: ['To'], value: ['acme'] } } },
    matches: false,
  },
  { case: 'an inherited name', pattern: { detail: { toString: [{ exists: true }] } }, matches: false },
])('$case: $matches', ({ pattern, matches }) => {
  expect(compilePattern(pattern)(click)).toBe(matches);
});

test.each<{ case: string; pattern: object }>([
  { case: 'no field', pattern: {} },
  { case: 'no value', pattern: { source: [] } },
  { case: 'a value outside a list', pattern: { source: 'aws.ses' } },
  { case: 'two tests in one', pattern: { source: [{ prefix: 'a', suffix: 's' }] } },
  { case: 'texts and numbers excluded together', pattern: { source: [{ 'anything-but': ['x', 1] }] } },
  { case: 'nothing excluded', pattern: { source: [{ 'anything-but': [] }] } },
  { case: 'a test that is not read here', pattern: { source: [{ wildcard: 'aws.*' }] } },
  { case: 'alternatives, which are not read here', pattern: { $or: [{ source: ['x'] }, { account: ['y'] }] } },
])('$case is refused: a rule that quietly matched nothing would lose what happened', ({ pattern }) => {
  expect(() => compilePattern(pattern as EventPattern)).toThrow(/^The event pattern's `/);
});

const targetsOf = (event: { source: string; 'detail-type': string; detail?: Record<string, string | boolean> }) =>
  rules.filter(({ pattern }) => compilePattern(pattern)(event)).map(({ target }) => target);

test.each([
  {
    case: 'a form may start a journey and may be waited for',
    source: 'waymark',
    type: 'form',
    detail: { starts: true },
    targets: ['enroll', 'signal'],
  },
  {
    case: 'what nobody waits for is brought to those who start on it, and to those who watch',
    source: 'waymark',
    type: 'event',
    detail: { starts: true, unheard: true, watch: true },
    targets: ['enroll', 'watch'],
  },
  { case: 'a click of a contact is waited for only', source: 'waymark', type: 'message', targets: ['signal'] },
  { case: 'a changed field is waited for only', source: 'waymark', type: 'contact', targets: ['signal'] },
  { case: "a provider's word is read as one", source: 'aws.ses', type: 'Email Bounced', targets: ['provider-event'] },
  { case: 'what SES says of itself concerns nobody', source: 'aws.ses', type: 'Sending Status Disabled', targets: [] },
])('$case', ({ source, type, detail, targets }) => {
  expect(targetsOf({ source, 'detail-type': type, detail: { ...detail } as Record<string, boolean> })).toEqual(targets);
});
