/** Runs that were recorded under way, as they lay in the table then: today's code takes each to the end it was to have. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../support/dynalite.ts';
import { engine } from '../support/engine.ts';
import { projectRoot } from '../support/imports.ts';
import { type InFlight, liveOn, record } from '../support/in-flight.ts';

const folder = join(projectRoot, 'test/golden/in-flight');
const database = await openDatabase();
afterAll(database.close);

/** `WAYMARK_RECORD=2026-11-22` records today's beside the earlier ones, which stay for good: somebody may still be inside. */
const recordAs = process.env.WAYMARK_RECORD;
if (recordAs) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${recordAs}.${engine}.json`), `${JSON.stringify(await record(database))}\n`, {
    flag: 'wx',
  });
}

const recorded = readdirSync(folder)
  .filter((name) => name.endsWith(`.${engine}.json`))
  .map((name) => ({ name, inFlight: JSON.parse(readFileSync(join(folder, name), 'utf8')) as InFlight }));

test.each(
  recorded.flatMap(({ name, inFlight }) =>
    inFlight.moments.map((moment) => ({ name, title: moment.title, inFlight, moment })),
  ),
)('$name: a contact who $title goes on as if nothing had changed', async ({ inFlight, moment }) => {
  const { told, sent } = inFlight;

  expect(await liveOn(inFlight, moment, database)).toEqual({ told, sent, open: 0 });
});

test('there is something to go on from', () => expect(recorded.length).toBeGreaterThan(0));
