/** Finds the runs that an operator asks for: failed, stuck, waiting, or with a message of which nobody knows. */

import { stepOf } from '../language/graph.ts';
import type { RunLine, RunStatus } from '../language/operator-orders.ts';
import type { EnginePorts, LiveDefinition } from './ports.ts';
import { goesOnAt, type RunRecord, refOf } from './run-record.ts';
import { stepStood } from './stands-at.ts';
import { whyStuck } from './stuck.ts';

export interface RunsAsked {
  definition?: string;
  status?: RunStatus;
  most: number;
}

export async function listRuns(
  { status = 'open', definition, most }: RunsAsked,
  ports: EnginePorts,
): Promise<RunLine[]> {
  const lines: RunLine[] = [];
  const lineOf = createLines(ports);
  for await (const { record, reason } of found(status, definition, ports)) {
    lines.push(await lineOf(record, reason));
    if (lines.length >= most) break;
  }
  return lines;
}

interface Found {
  record: RunRecord;
  reason?: string;
}

async function* found(status: RunStatus, definition: string | undefined, ports: EnginePorts): AsyncIterable<Found> {
  if (status === 'unknown') {
    for await (const { contact, run = '', reason } of ports.timeline.unknown(definition)) {
      const record = await ports.runs.get(refOf({ contact, run }));
      if (record) yield { record, reason };
    }
    return;
  }
  if (status === 'failed') {
    for await (const ref of ports.runs.withStatus('failed', definition)) {
      const record = await ports.runs.get(ref);
      if (record) yield { record, reason: record.end?.reason };
    }
    return;
  }
  const live = new Map<string, LiveDefinition | undefined>();
  for (const listed of ['created', 'running', 'parked'] as const) {
    for await (const ref of ports.runs.withStatus(listed, definition)) {
      const record = await ports.runs.get(ref);
      if (!record || record.status === 'ended') continue;
      if (!live.has(record.definition)) live.set(record.definition, await ports.registry.definition(record.definition));
      const stuck = whyStuck(record, live.get(record.definition), ports.clock.now());
      if (isAsked(record, status, stuck))
        yield { record, reason: stuck ?? reasonOf(record, live.get(record.definition)) };
    }
  }
}

/** Why it stands still: its own pause, else that of its definition. */
const reasonOf = ({ paused, status }: RunRecord, live: LiveDefinition | undefined): string | undefined =>
  paused?.reason ?? (status === 'parked' && live?.state === 'paused' ? live.reason : undefined);

function isAsked(record: RunRecord, status: RunStatus, stuck: string | undefined): boolean {
  if (status === 'stuck') return stuck !== undefined;
  if (status === 'waiting') return record.wait !== undefined || record.held !== undefined;
  if (status === 'paused') return record.status === 'parked' || record.paused !== undefined;
  return true;
}

function createLines({ registry }: EnginePorts) {
  const numbers = new Map<string, Map<string, number>>();
  return async (record: RunRecord, reason?: string): Promise<RunLine> => {
    const { definition, version, contact, status, end, startedAt } = record;
    if (!numbers.has(definition)) {
      const versions = await registry.versions(definition);
      numbers.set(definition, new Map(versions.map(({ hash, number }) => [hash, number])));
    }
    const dueAt = goesOnAt(record);
    return {
      run: refOf(record),
      contact,
      definition,
      number: numbers.get(definition)?.get(version) ?? 0,
      status: end ? `${status} (${end.how})` : record.paused ? 'paused' : status,
      step: end ? stepOf(end.node ?? record.cursor.step) : stepStood(record),
      startedAt,
      ...(dueAt !== undefined && !end && { dueAt }),
      ...(reason !== undefined && { reason }),
    };
  };
}
