/**
 * One command line that a POSIX shell reads back as exactly these arguments. Words without a special character stay as they are; anything
 * else stands in single quotes, within which a shell interprets nothing (POSIX, Shell Command Language, 2.2.2).
 */
export function shellLine(args: readonly string[]): string {
  return args.map(shellWord).join(' ');
}

function shellWord(arg: string): string {
  return /^[A-Za-z0-9_@%+:,./-]+$/.test(arg)
    ? arg
    : `'${arg.replaceAll("'", `'\\''`)}'`;
}
