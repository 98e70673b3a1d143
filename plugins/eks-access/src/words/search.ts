/** Whether the texts together hold every word of `search`, in any order and case. An empty search is held by everything. */
export function holdsEveryWord(
  texts: readonly string[],
  search: string,
): boolean {
  const text = texts.join('\n').toLocaleLowerCase('en-US');
  return search
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .every(word => text.includes(word));
}
