/** Bodies of items that are written again and again, kept short: each kilobyte begun is paid for at each write. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** What is no longer is left readable: a write of it is one unit anyway. */
const READABLE_BYTES = 600;

/** Tells a compressed body from JSON, and which words it was compressed with. */
const MARK = 'z1.';

/** Words that nearly every record and line has. Bodies in tables rest on it: another list is another mark. */
const WORDS = Buffer.from(
  [
    '"graceSeconds":,"looksAt":"","parkedBy":"","key":"","isShifted":true,"shiftedFor":"","rounds":{},"turns":{},"outcomes":{},',
    '"kind":"goal","outcome":"reached","kind":"step","outcome":"failed","reason":"","outcome":"passed-over","outcome":"started",',
    '"outcome":"added","outcome":"removed","outcome":"updated","detail":"","kind":"settled","outcome":"happened","outcome":"limit",',
    '"kind":"decided","outcome":"then","outcome":"else","detail":"field is : yes no (not known) (never) clicked : lot .%',
    '"kind":"ended","outcome":"stop","reason":"finished","outcome":"exit","kind":"entered","detail":"event ","kind":"waiting",',
    '"facts":{"due":"2026-01-01T00:00:00.000Z"},"place":0},{"contact":"","key":"","at":"2026-01-01T00:00:00.000Z","seq":1,"run":"",',
    '"definition":"","version":"","step":"send-email-","status":"ended","status":"parked","status":"created","status":"running",',
    '{"contact":"","run":"","definition":"","version":"","status":"running","seq":2,"owner":"","trigger":{"id":"","family":"event",',
    '"name":"","data":{},"receivedAt":"2026-01-01T00:00:00.000Z"},"input":{},"startedAt":"2026-01-01T00:00:00.000Z",',
    '"stretch":{"isOpen":false,"openedAt":"2026-01-01T00:00:00.000Z","by":"","from":1},"cursor":{"step":"","from":1,"seq":2,',
    '"visit":1,"at":"","next":"","due":"2026-01-01T00:00:00.000Z","limit":1,"facts":{},"rows":[{"way":"happened","way":"limit"},',
    '"visits":{},"doneAt":{},"outputs":{},"goals":{},"wait":{"step":"wait-for","since":"2026-01-01T00:00:00.000Z",',
    '"due":"2026-01-01T00:00:00.000Z","families":["message:clicked"],"from":2,"token":"","armed":2},"held":{"step":"","until":"",',
    '"reason":"quiet-hours","attempts":0},"end":{"how":"stop","reason":"finished","at":"2026-01-01T00:00:00.000Z"},"output":{}}',
  ].join(''),
);

/** As text: what travels through the stream and the change feed stays JSON. */
export function shortBody(thing: unknown): string {
  const text = JSON.stringify(thing);
  if (Buffer.byteLength(text) <= READABLE_BYTES) return text;
  return MARK + deflateRawSync(text, { dictionary: WORDS }).toString('base64');
}

export function readBody(body: string): string {
  if (!body.startsWith(MARK)) return body;
  return inflateRawSync(Buffer.from(body.slice(MARK.length), 'base64'), { dictionary: WORDS }).toString();
}
