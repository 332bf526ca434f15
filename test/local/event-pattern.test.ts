import { expect, test } from 'vitest';
import { type EventPattern, matchesPattern } from '../../lib/local/bus/event-pattern.ts';
import { rules } from '../../lib/local/bus/rules.ts';

const click = {
  source: 'aws.ses',
  'detail-type': 'Email Clicked',
  detail: { eventType: 'Click', mail: { destination: ['ann@example.com', 'bob@example.com'] }, count: 1, empty: null },
};

test.each<{ case: string; pattern: EventPattern; matches: boolean }>([
  { case: 'an empty pattern', pattern: {}, matches: true },
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
  { case: 'an inherited name', pattern: { detail: { toString: [{ exists: true }] } }, matches: false },
])('$case: $matches', ({ pattern, matches }) => {
  expect(matchesPattern(pattern, click)).toBe(matches);
});

const targetsOf = (event: { source: string; 'detail-type': string; detail?: Record<string, string> }) =>
  rules.filter(({ pattern }) => matchesPattern(pattern, event)).map(({ target }) => target);

test.each([
  {
    case: 'a form may start a journey and may be waited for',
    source: 'waymark',
    type: 'form',
    targets: ['enroll', 'signal'],
  },
  { case: 'a click of a contact is waited for only', source: 'waymark', type: 'message', targets: ['signal'] },
  { case: 'a changed field is waited for only', source: 'waymark', type: 'contact', targets: ['signal'] },
  { case: "a provider's word is read as one", source: 'aws.ses', type: 'Email Bounced', targets: ['provider-event'] },
  { case: 'what SES says of itself concerns nobody', source: 'aws.ses', type: 'Sending Status Disabled', targets: [] },
])('$case', ({ source, type, targets }) => {
  expect(targetsOf({ source, 'detail-type': type })).toEqual(targets);
});
