/**
 * True when the pattern matches the whole text; `*` stands for any run of characters, the empty one included. A `*` inside the text is
 * matched by a `*` of the pattern only, so the answer for two patterns is "everything that the text matches, the pattern matches too".
 * Linear in pattern × text without backtracking over more than one star, so that no pattern is slow (RELIABILITY B3, 47).
 */
export function globCovers(pattern: string, text: string): boolean {
  let atPattern = 0;
  let atText = 0;
  let star = -1;
  let starText = 0;
  while (atText < text.length) {
    if (pattern[atPattern] === '*') {
      star = atPattern;
      starText = atText;
      atPattern += 1;
    } else if (text[atText] !== '*' && pattern[atPattern] === text[atText]) {
      atPattern += 1;
      atText += 1;
    } else if (star >= 0) {
      starText += 1;
      atText = starText;
      atPattern = star + 1;
    } else {
      return false;
    }
  }
  while (pattern[atPattern] === '*') atPattern += 1;
  return atPattern === pattern.length;
}

/**
 * False only when no text can match both; two patterns whose fixed beginnings and ends agree count as overlapping, so that a caller
 * that refuses overlaps refuses too much rather than too little.
 */
export function globMayOverlap(left: string, right: string): boolean {
  if (!left.includes('*')) return globCovers(right, left);
  if (!right.includes('*')) return globCovers(left, right);
  const agree = (one: string, two: string) =>
    one.startsWith(two) || two.startsWith(one);
  const head = (text: string) => text.slice(0, text.indexOf('*'));
  const tail = (text: string) =>
    [...text.slice(text.lastIndexOf('*') + 1)].reverse().join('');
  return agree(head(left), head(right)) && agree(tail(left), tail(right));
}
