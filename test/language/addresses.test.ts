/** What people type into an email field, and what of it can be written to. */
import { describe, expect, test } from 'vitest';
import { readEmailAddress } from '../../lib/language/addresses.ts';

describe('One person has one spelling', () => {
  test.each([
    ['ann@example.com', 'ann@example.com'],
    ['  Ann.Lee@Example.COM ', 'ann.lee@example.com'],
    ["o'brien+news@mail.example.co.uk", "o'brien+news@mail.example.co.uk"],
    ['a@b.co', 'a@b.co'],
    ['ann@Bücher.example', 'ann@xn--bcher-kva.example'],
    ['ann@xn--bcher-kva.example', 'ann@xn--bcher-kva.example'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('%s', (written, read) => {
    expect(readEmailAddress(written)).toBe(read);
    expect(readEmailAddress(read)).toBe(read);
  });
});

describe('No address', () => {
  test.each([
    '',
    ' ',
    'ann',
    'ann@',
    '@example.com',
    'ann@@example.com',
    'ann@b@example.com',
    'ann@example',
    'ann@localhost',
    'ann@example.com.',
    'ann@.example.com',
    'ann@exa mple.com',
    'ann lee@example.com',
    '.ann@example.com',
    'ann.@example.com',
    'a..b@example.com',
    'ann@-example.com',
    'ann@example-.com',
    'ann@exam_ple.com',
    'ann@example.c0m',
    'ann@127.0.0.1',
    'ann@[127.0.0.1]',
    'ann@0x7f.1',
    '"ann"@example.com',
    '"ann\r\nBcc: eve"@example.com',
    'Ann <ann@example.com>',
    'ann@example.com, eve@example.com',
    'ann@example.com;eve@example.com',
    'ann(comment)@example.com',
    'ann\\@example.com',
    'ann@example.com/path',
    'ann@example.com?x=1',
    'ann@example.com:25',
    'ann@exa%6dple.com',
    'änn@example.com',
    'ann\u200b@example.com',
    'ann@exam\u200bple.com',
    'ann@example.com\n',
    'ann@example.com\r\nBcc: eve@example.com',
    'ann\u0000@example.com',
    'ann\u007f@example.com',
    'ann\u0085@example.com',
    '\tann@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(64)}.com`,
    `a@${'bcdefghij.'.repeat(25)}com`,
  ])('%j', (written) => {
    expect(readEmailAddress(written)).toBeUndefined();
  });
});
