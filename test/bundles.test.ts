/** Holds what a Lambda function carries: every kilobyte is loaded before the first contact of a cold start is served. */
import { beforeAll, expect, test } from 'vitest';
import { type Bundle, bundleFunction, functionEntries } from './support/bundle.ts';

const kilobyte = 1024;
// Every function that asks conditions carries the whole language: a kind costs about a kilobyte.
// An email is written where it is sent, so that its headers are signed as we wrote them.
// An operator waits for it, no contact does; it tells lost changes again, hence all that the outbox carries.
const limits = {
  forOperators: 390 * kilobyte,
  plain: 340 * kilobyte,
  withTextOrPhones: 580 * kilobyte,
  withMail: 610 * kilobyte,
};
const neverInLambda = [
  'aws-cdk-lib',
  'constructs',
  'cdk-nag',
  'mjml',
  'vite',
  'yaml',
  'react',
  'react-dom',
  'typescript',
  'esbuild',
];

let bundles: Bundle[];

beforeAll(async () => {
  bundles = await Promise.all(functionEntries().map((name) => bundleFunction(`functions/${name}`)));
  process.stdout.write(`\n${sizes(bundles)}\n`);
}, 180_000);

test('there is a function for every way in and for every kind of task', () => {
  expect(bundles.map(({ name }) => name).length, 'entry points in functions/*.ts').toBeGreaterThanOrEqual(5);
});

test('no function carries what is needed only to build, deploy or draw', () => {
  const carried = bundles.flatMap(({ name, packages }) =>
    packages
      .filter((each) => neverInLambda.some((not) => each === not || each.startsWith(`${not}-`)))
      .map((each) => `${name} carries ${each}`),
  );
  expect(carried, `${carried.join('\n')}\nFind who imports it as a value; a type costs nothing.`).toEqual([]);
});

test('beside the SDK a function stays under its limit, so that a cold start is short', () => {
  const tooHeavy = bundles.filter((bundle) => bundle.bytesBesideSdk > limitOf(bundle));
  expect(
    tooHeavy.map(({ name }) => name),
    tooHeavy.map(whatWeighs).join('\n'),
  ).toEqual([]);
});

const limitOf = ({ name, packages }: Bundle) => {
  if (name === 'operate') return limits.forOperators;
  if (packages.includes('nodemailer')) return limits.withMail;
  return packages.includes('liquidjs') || packages.includes('libphonenumber-js')
    ? limits.withTextOrPhones
    : limits.plain;
};

const inKilobytes = (bytes: number) => (bytes / kilobyte).toFixed(1);

const sizes = (all: Bundle[]) =>
  [
    'function               KB  beside SDK   limit',
    ...all.map((bundle) =>
      [
        bundle.name.padEnd(18),
        inKilobytes(bundle.bytes).padStart(7),
        inKilobytes(bundle.bytesBesideSdk).padStart(12),
        (limitOf(bundle) / kilobyte).toFixed(0).padStart(8),
      ].join(''),
    ),
  ].join('\n');

const whatWeighs = (bundle: Bundle) =>
  [
    `${bundle.name}: ${inKilobytes(bundle.bytesBesideSdk)} KB beside the SDK, limit ${limitOf(bundle) / kilobyte}. Heaviest:`,
    ...bundle.heaviest.map(({ name, bytes }) => `${inKilobytes(bytes).padStart(9)}  ${name}`),
  ].join('\n');
