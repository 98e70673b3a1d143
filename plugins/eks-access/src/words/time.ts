import { DateTime } from 'luxon';
import { isoDurationToMs } from '@eks-access/backstage-plugin-eks-access-common';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS = [
  { ms: DAY, short: 'd', long: 'day' },
  { ms: HOUR, short: 'h', long: 'hour' },
  { ms: MINUTE, short: 'min', long: 'minute' },
  { ms: SECOND, short: 's', long: 'second' },
] as const;

/** The two largest units of a span that are not zero: "1 d 4 h", "42 min 10 s", "5 s". Rounded down; "0 s" below a second. */
export function shortSpan(ms: number): string {
  const first = UNITS.findIndex(unit => ms >= unit.ms);
  if (first < 0) return '0 s';
  const parts: string[] = [];
  let left = ms;
  for (const unit of UNITS.slice(first, first + 2)) {
    const count = Math.floor(left / unit.ms);
    left -= count * unit.ms;
    if (count > 0) parts.push(`${count} ${unit.short}`);
  }
  return parts.join(' ');
}

/** A span as one says it: "1 hour", "1 hour 30 minutes", "2 days". Every unit that is not zero is said. */
export function spokenSpan(ms: number): string {
  let left = ms;
  const parts: string[] = [];
  for (const unit of UNITS) {
    const count = Math.floor(left / unit.ms);
    left -= count * unit.ms;
    if (count > 0) parts.push(`${count} ${unit.long}${count === 1 ? '' : 's'}`);
  }
  return parts.length > 0 ? parts.join(' ') : '0 seconds';
}

/** An ISO 8601 duration as one says it; a text that is none is given back as it is. */
export function spokenDuration(iso: string): string {
  const ms = isoDurationToMs(iso);
  return ms === undefined ? iso : spokenSpan(ms);
}

/**
 * How far `at` lies from `now`: "in 42 min 10 s", "3 min ago", "now" within two seconds. What is past needs no second unit; what is to
 * come does, because someone is working against it.
 */
export function relativeTime(at: string, now: number): string {
  const distance = Date.parse(at) - now;
  if (Math.abs(distance) < 2 * SECOND) return 'now';
  return distance > 0
    ? `in ${shortSpan(withoutSecondHand(distance))}`
    : `${shortSpan(largestUnitOf(-distance))} ago`;
}

// A second hand on something hours away is noise, and would make the page twitch.
function withoutSecondHand(ms: number): number {
  if (ms >= DAY) return Math.floor(ms / HOUR) * HOUR;
  if (ms >= HOUR) return Math.floor(ms / MINUTE) * MINUTE;
  return ms;
}

function largestUnitOf(ms: number): number {
  const unit = UNITS.find(each => ms >= each.ms)?.ms ?? SECOND;
  return Math.floor(ms / unit) * unit;
}

/**
 * The instant in the reader's zone with the zone's name: "16:30 GMT+1" today, "24 Nov, 16:30 GMT+1" in the same year, with the year
 * otherwise.
 */
export function absoluteTime(at: string, now: number, zone: string): string {
  const then = DateTime.fromISO(at, { zone, locale: 'en-GB' });
  const today = DateTime.fromMillis(now, { zone });
  if (!then.isValid) return at;
  const time = then.toFormat('HH:mm ZZZZ');
  if (then.hasSame(today, 'day')) return time;
  const day = then.toFormat(then.hasSame(today, 'year') ? 'd LLL' : 'd LLL y');
  return `${day}, ${time}`;
}
