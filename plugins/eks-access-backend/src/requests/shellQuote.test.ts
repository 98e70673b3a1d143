import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { shellLine } from './shellQuote';

/** What a real shell makes of the line: its arguments, each ended by a NUL. */
function readByShell(line: string): string[] {
  const output = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${line}`], {
    encoding: 'utf8',
    cwd: '/',
  });
  return output.split('\0').slice(0, -1);
}

// Characters that mean something to a shell come up often; NUL cannot be part of an argument at all.
const argument = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...` \t\n'"\\$\`!*?[]{}()<>|&;#~=-%^a`.split('')),
    maxLength: 12,
  }),
  fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map(text => text.replaceAll('\0', '')),
);

describe('shellLine', () => {
  it('is read back by a shell as exactly the arguments [rule 11]', () => {
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1, maxLength: 6 }), args => {
        expect(readByShell(shellLine(args))).toEqual(args);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['plain-Word_1.2/3:4@5', 'plain-Word_1.2/3:4@5'],
    ['', `''`],
    ['two words', `'two words'`],
    ['$(reboot)', `'$(reboot)'`],
    [`it's`, `'it'\\''s'`],
    ['~', `'~'`],
    ['A=b', `'A=b'`],
  ])('writes %j as %s', (arg, word) => {
    expect(shellLine([arg])).toBe(word);
  });
});
