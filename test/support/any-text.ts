/** Text of any letters and signs there are, drawn at once: fast-check's own `binary` first makes a list of all million of them. */
import fc from 'fast-check';

/** Halves of pairs left out: they are no text. */
const anySign = fc
  .oneof(fc.integer({ min: 0, max: 0xd7_ff }), fc.integer({ min: 0xe0_00, max: 0x10_ff_ff }))
  .map((code) => String.fromCodePoint(code));

export const anyText = ({ maxLength = 50 } = {}): fc.Arbitrary<string> =>
  fc.array(anySign, { maxLength }).map((signs) => signs.join(''));
