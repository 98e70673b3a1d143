import path from 'node:path';
import { globCovers } from '../access';

/** A location, taken apart: nothing in it is decoded or resolved, so there is one spelling for each. */
interface Location {
  /** `https://host[:port]` in lower case, or `file:`. */
  readonly origin: string;
  readonly segments: readonly string[];
}

/**
 * A pattern of a trust item, ready to be matched.
 *
 * `*` stands for any run of characters within one segment; `**` as a whole segment for any number of segments, at the end for at least
 * one. Everything else is literal, the letter case of the path included.
 */
export interface LocationPattern extends Location {
  /** As configured. */
  readonly text: string;
}

/**
 * Reads a pattern. Relative `file:` patterns are relative to `root`, as the targets of `catalog.locations` are to the working directory
 * of the backend.
 *
 * @throws when the text is no pattern; the plugin must not start with one that nobody can tell the meaning of.
 */
export function compileLocationPattern(
  text: string,
  root: string,
): LocationPattern {
  const relative = /^file:(\.{1,2}\/.*)$/.exec(text);
  const absolute = relative ? `file:${path.resolve(root, relative[1])}` : text;
  const parsed = parseLocation(
    absolute.startsWith('https:') ? `url:${absolute}` : absolute,
  );
  if (
    !parsed ||
    parsed.segments.some(segment => segment !== '**' && segment.includes('**'))
  ) {
    throw new Error(
      `eksAccess.trust: '${text}' is no location pattern; write https://host/path/** or file:/path/*.yaml`,
    );
  }
  return { ...parsed, text };
}

/**
 * True when the location, as in the annotations `backstage.io/managed-by-location` and `...-origin-location`, lies under the pattern.
 * False for every location with a spelling that could mean another place to whoever reads it: `.` and `..`, empty segments,
 * percent-encoding, queries, fragments, credentials, backslashes and control characters.
 */
export function locationMatches(
  pattern: LocationPattern,
  locationRef: string | undefined,
): boolean {
  const location =
    locationRef === undefined ? undefined : parseLocation(locationRef);
  return (
    location !== undefined &&
    location.origin === pattern.origin &&
    segmentsMatch(pattern.segments, location.segments)
  );
}

function parseLocation(ref: string): Location | undefined {
  if (ref.length > 2000) return undefined;
  const match =
    /^url:(https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?)\/(.+)$/.exec(ref) ??
    /^(file:)\/(.+)$/.exec(ref);
  if (!match) return undefined;
  const segments = match[2].split('/');
  return segments.every(isPlainSegment)
    ? { origin: match[1].toLowerCase(), segments }
    : undefined;
}

function isPlainSegment(segment: string): boolean {
  return (
    segment !== '' &&
    segment !== '.' &&
    segment !== '..' &&
    // Control and format characters show as nothing, or turn the text around them.
    !/[%?#\\\p{C}]/u.test(segment)
  );
}

/** Row by row over the pattern, so that no pattern takes longer than pattern × location. */
function segmentsMatch(
  pattern: readonly string[],
  segments: readonly string[],
): boolean {
  // reached[i]: the part of the pattern looked at so far matches the first i segments.
  let reached = segments.map(() => false);
  reached.unshift(true);
  pattern.forEach((wanted, at) => {
    const next = reached.map(() => false);
    for (let i = 0; i <= segments.length; i++) {
      if (wanted === '**') {
        const mayBeNone = at < pattern.length - 1;
        next[i] =
          (mayBeNone && reached[i]) ||
          (i > 0 && (next[i - 1] || reached[i - 1]));
      } else {
        next[i] =
          i > 0 && reached[i - 1] && globCovers(wanted, segments[i - 1]);
      }
    }
    reached = next;
  });
  return reached[segments.length];
}
