/** What meets at a run meets on a real table too, with nobody to say who goes first. */
import { afterAll } from 'vitest';
import { openDatabase } from '../support/dynalite.ts';
import { racesOn } from '../support/races-on-tables.ts';

const database = await openDatabase();
afterAll(database.close);

/** `WAYMARK_ROUNDS=1000` for thousands of races. */
const rounds = Number(process.env.WAYMARK_ROUNDS ?? 12);
racesOn('dynalite', database, { rounds, seed: Number(process.env.WAYMARK_SEED ?? 1) });
