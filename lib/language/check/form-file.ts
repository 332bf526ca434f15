/** Reads a form: what a visitor is asked, and what they consent to by sending it. */
import * as z from 'zod';
import { channelKinds } from '../channels/index.ts';
import { definitionName } from '../names.ts';
import type { Form } from '../project.ts';
import type { Source } from '../source.ts';
import { isMap } from './dispatch.ts';
import { fieldsOf, readFields } from './fields.ts';
import { sayNoHead } from './file-form.ts';
import type { Report } from './report.ts';
import { noteTraps } from './traps.ts';

const text = z.string().trim().min(1).max(500);
const fieldName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'Letters and digits, a letter first: `firstName`.')
  .max(60);
const channel = z.enum(Object.keys(channelKinds));

export const formShape = {
  form: definitionName.describe('Its name, which is the name of the file and part of its address.'),
  purpose: text.optional().describe('What it is for, in one sentence.'),
  fields: z
    .record(
      fieldName,
      z.strictObject({
        label: text,
        required: z.boolean().prefault(false),
        choices: z.array(z.string().min(1)).min(1).optional().describe('The values to choose from.'),
      }),
    )
    .refine((fields) => Object.keys(fields).length > 0, 'At least one field is wanted.')
    .meta({ minProperties: 1 })
    .describe('What is asked: `email: { label: Work email, required: true }`.'),
  consent: z
    .array(z.strictObject({ topic: definitionName.meta({ names: 'topic' }), channel, label: text.max(2000) }))
    .prefault([])
    .describe('Boxes to tick: topic, channel and the wording shown, which is kept as proof.'),
  confirm: definitionName
    .meta({ names: 'email-template' })
    .optional()
    .describe('Template of the email that asks to confirm (double opt-in).'),
  redirect: z
    .string()
    .regex(/^(https:\/\/|\/(?!\/))\S*$/, 'An address beginning with https:// or a path beginning with a slash.')
    .optional()
    .describe('Where a sent form leads; left out: our own page of thanks.'),
};
const fields = fieldsOf('A form', formShape);

export interface ReadForm {
  source: Source;
  report: Report;
  form: Partial<Form>;
}

export function readForm(source: Source, report: Report): ReadForm | undefined {
  const raw = source.value;
  if (!isMap(raw)) return undefined;
  const { values } = readFields(fields, raw, {
    path: [],
    note: report.note,
    visit: (_plan, value) => value,
    missing: (key) => (key === 'form' ? sayNoHead(key, source) : undefined),
  });
  noteTraps(source, [{ path: [], fields }], report);
  const {
    form: name,
    purpose: _said,
    ...rest
  } = values as { [Key in keyof typeof formShape]?: z.output<(typeof formShape)[Key]> };
  return { source, report, form: { ...(name !== undefined && { name }), ...rest } };
}
