/** What holds for the whole project is read strictly: a misspelt line of waymark.yaml would otherwise hold for nobody. */
import { expect, test } from 'vitest';
import { checkProject } from '../../lib/language/check/project.ts';

const check = (text: string, path = 'waymark.yaml') => checkProject([{ path: `statemachines/${path}`, text }]);
const told = (text: string, path?: string) =>
  check(text, path).diagnostics.map(({ code, line, message }) => `${code} ${line} ${message}`);

test('every part of waymark.yaml may be left out, and so may the file', () => {
  const nothing = { project: 'waymark', teams: {}, senders: {} };

  expect(checkProject([]).settings).toEqual(nothing);
  expect(check('').settings).toEqual(nothing);
  expect(check('').diagnostics).toEqual([]);
});

test('reads every part of waymark.yaml', () => {
  const { settings, diagnostics } = check(`project: Acme shop
time-zone: europe/paris
office-hours: { from: 08:30, to: 17:00, days: [mon, tue], closed: [2026-12-25], time-zone: Europe/London }
quiet-hours: { from: 22:00, to: 07:00 }
contact: { plan: [trial, gold], seats: number, born: date }
events:
  order.paid: { total: number }
  Order Shipped!:
topics:
  product-tips: { title: Product tips }
  receipts: { title: Receipts, consent: opt-out }
teams: { sales: [Ann@Acme.example, bob@acme.example] }
senders: { team: { name: The team, address: team@acme.example } }
postal-address: 1 Market Street, 75002 Paris
retention: 2 years
`);

  expect(diagnostics.map(({ message }) => message)).toEqual(['`Order Shipped!` is no name here.']);
  expect(settings).toEqual({
    project: 'Acme shop',
    timeZone: 'Europe/Paris',
    officeHours: {
      from: '08:30',
      to: '17:00',
      days: ['mon', 'tue'],
      closed: ['2026-12-25'],
      timeZone: 'Europe/London',
    },
    quietHours: { from: '22:00', to: '07:00' },
    contact: { plan: { choices: ['trial', 'gold'] }, seats: 'number', born: 'date' },
    topics: {
      'product-tips': { title: 'Product tips', consent: 'opt-in' },
      receipts: { title: 'Receipts', consent: 'opt-out' },
    },
    teams: { sales: ['ann@acme.example', 'bob@acme.example'] },
    senders: { team: { name: 'The team', address: 'team@acme.example' } },
    postalAddress: '1 Market Street, 75002 Paris',
    retentionDays: 730,
  });
});

test('tells of each mistake in waymark.yaml at its line', () => {
  expect(
    told(`projct: acme
time-zone: Paris
office-hours: { form: 09:00 }
quiet-hours: { from: 22:00 }
groups: []
contact: { plan: txt, seats: [] }
topics: { Tips: { title: Tips }, news: { title: 3, consent: opt-inn } }
teams: { sales: [ann] }
senders: { team: { name: Team, adress: team@acme.example } }
postal-address:
`),
  ).toEqual([
    'WM302 1 `waymark.yaml` has no `projct`.',
    'WM117 2 "Paris" is no time zone.',
    'WM302 3 `office-hours` has no `form`.',
    'WM303 4 `quiet-hours` needs `to`.',
    'WM307 5 `groups`: at least 1 entry wanted.',
    'WM305 6 `plan` is one of `text`, `number`, `yes-no`, `date`, `moment`, not "txt".',
    'WM307 6 `seats`: at least 1 entry wanted.',
    'WM306 7 `Tips` is no name here.',
    'WM304 7 `title` is a text, not 3.',
    'WM305 7 `consent` is one of `opt-in`, `opt-out`, not "opt-inn".',
    'WM306 8 "ann" is no email address.',
    'WM302 9 `team` has no `adress`.',
    'WM309 10 Nothing is written behind `postal-address`.',
  ]);
  expect(told('- a\n')).toEqual(['WM318 1 This file holds no settings.']);
});

test('reads caps, what stands against marketing, and the channel that a contact prefers', () => {
  const { settings, diagnostics } = check(`caps:
  - { channel: email, at-most: 3, per: 7 days }
  - { tone: offer, at-most: 1, per: 1 month, when-full: hold }
no-marketing:
  open-ticket: { open: ticket }
  complained:
    - { event: complaint.made, within: 30 days }
preferred-channel: wish
contact: { wish: [email, sms] }
`);
  expect(diagnostics).toEqual([]);
  expect(settings).toMatchObject({
    caps: [
      { channel: 'email', class: 'marketing', atMost: 3, per: { days: 7 }, whenFull: 'drop' },
      { class: 'marketing', tone: 'offer', atMost: 1, per: { months: 1 }, whenFull: 'hold' },
    ],
    noMarketing: {
      'open-ticket': [{ kind: 'open', head: 'ticket' }],
      complained: [{ kind: 'event', head: 'complaint.made', within: { days: 30 } }],
    },
    preferredChannel: 'wish',
  });
});

test('tells what in them would keep nobody from too many messages', () => {
  expect(
    told(`caps:
  - { channel: fax, at-most: 3, per: 7 days }
  - { at-most: 0, per: 7 days }
  - { at-most: 3 }
no-marketing:
  open-ticket: { opn: ticket }
  nobody: []
  competitors: { segment: compettors }
  plan: { field: plann, is: gold }
preferred-channel: wsh
contact: { plan: text, wish: text }
`),
  ).toEqual([
    'WM305 2 `channel` is one of `email`, `sms`, not "fax".',
    'WM307 3 `at-most`: at least 1 wanted.',
    'WM303 4 An entry of `caps` needs `per`.',
    'WM301 6 `opn` is no condition.',
    'WM314 7 An empty condition would hold for everybody.',
    'WM209 8 There is no segment called `compettors`.',
    'WM213 9 There is no field of a contact called `plann`.',
    'WM213 10 There is no field of a contact called `wsh`.',
  ]);
  expect(told('preferred-channel: age\ncontact: { age: number }\n')).toEqual(['WM448 1 `age` never names a channel.']);
});

test('a postcode in waymark.yaml keeps its zero', () => {
  expect(told('postal-address: 01234\n')).toEqual(['WM012 1 `01234` is read as the number 1234.']);
});

test('reads a form, and tells of what its visitors would stumble over', () => {
  const form = `form: sign-up
fields:
  email: { label: Work email, required: true }
  role: { label: Your role, choices: [developer, other] }
consent:
  - { topic: product-tips, channel: email, label: Send me tips }
redirect: https://acme.example/thanks
`;
  expect(check(form, 'forms/sign-up.yaml')).toMatchObject({
    diagnostics: [],
    forms: [
      {
        name: 'sign-up',
        fields: {
          email: { label: 'Work email', required: true },
          role: { required: false, choices: ['developer', 'other'] },
        },
        consent: [{ topic: 'product-tips', channel: 'email', label: 'Send me tips' }],
        redirect: 'https://acme.example/thanks',
      },
    ],
  });

  expect(
    told(
      `form: sign-up
fields:
  e-mail: { label: Work email }
  role: { lable: Role, required: yes }
consent:
  - { topic: product-tips, channel: e-mail, label: Send me tips }
confirm: welcome
redirect: javascript:alert(1)
`,
      'forms/sign-up.yaml',
    ),
  ).toEqual([
    'WM306 3 `e-mail` is no name here.',
    'WM302 4 `role` has no `lable`.',
    'WM304 4 `required` is `true` or `false`, not "yes".',
    'WM305 6 `channel` is one of `email`, `sms`, not "e-mail".',
    'WM207 7 There is no email template called `welcome`.',
    'WM306 8 `redirect` cannot be written "javascript:alert(1)".',
  ]);
  expect(told('form: sign-up\nfields: {}\n', 'forms/sign-up.yaml')).toEqual([
    'WM308 2 `fields`: At least one field is wanted.',
  ]);
});

test('reads a segment, by rule or by hand', () => {
  expect(check('segment: birds\n', 'segments/birds.yaml').segments).toEqual([{ name: 'birds' }]);
  expect(
    check('segment: birds\nif:\n  - { event: flown, within: 7 days }\n', 'segments/birds.yaml').segments,
  ).toMatchObject([{ name: 'birds', if: [{ kind: 'event', head: 'flown', within: { days: 7 } }] }]);
  expect(told('segment: birds\nif: { evnt: flown }\nsteps: []\n', 'segments/birds.yaml')).toEqual([
    'WM301 2 `evnt` is no condition.',
    'WM302 3 A segment has no `steps`.',
  ]);
  expect(told('segment: birds\nif: []\n', 'segments/birds.yaml')).toEqual([
    'WM314 2 An empty condition would hold for everybody.',
  ]);
});

test.each(['a month', '30 days', '11 years', '0 days', 'P90D'])('what happened is not kept for %s', (retention) => {
  expect(told(`retention: ${retention}\n`)).toEqual([
    'WM308 1 `retention`: Days or years, from `90 days` to `10 years`.',
  ]);
});
