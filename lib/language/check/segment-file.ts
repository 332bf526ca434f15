/** Reads a segment: a named set of contacts, by a rule or kept by hand. */
import * as z from 'zod';
import { conditions } from '../markers.ts';
import { definitionName } from '../names.ts';
import type { Segment } from '../project.ts';
import type { Source } from '../source.ts';
import { visitor } from './blocks.ts';
import { isMap } from './dispatch.ts';
import { fieldsOf, readFields } from './fields.ts';
import { sayNoHead } from './file-form.ts';
import { createReading, type Reading } from './reading.ts';
import type { Report } from './report.ts';

export const segmentShape = {
  segment: definitionName.describe('Its name, which is the name of the file.'),
  purpose: z.string().trim().min(1).max(500).optional().describe('Who is in it, in one sentence.'),
  if: conditions.optional().describe('Who belongs to it; left out: kept by hand.'),
};
const fields = fieldsOf('A segment', segmentShape);

export interface ReadSegment extends Reading {
  source: Source;
  segment: Partial<Segment>;
  /** Whether a rule stands there, readable or not. */
  byRule: boolean;
}

export function readSegment(source: Source, report: Report): ReadSegment | undefined {
  const raw = source.value;
  if (!isMap(raw)) return undefined;
  const reading = createReading(report);
  reading.fieldsAt.push({ path: [], fields });
  const { values } = readFields(fields, raw, {
    path: [],
    note: report.note,
    visit: visitor(reading, false),
    missing: (key) => (key === 'segment' ? sayNoHead(key, source) : undefined),
  });
  const {
    segment: name,
    purpose,
    if: rule,
  } = values as { [Key in keyof typeof segmentShape]?: z.output<(typeof segmentShape)[Key]> };
  const segment = {
    ...(name !== undefined && { name }),
    ...(purpose !== undefined && { purpose }),
    ...(rule !== undefined && { if: rule }),
  };
  return { ...reading, source, segment, byRule: Object.hasOwn(raw, 'if') };
}
