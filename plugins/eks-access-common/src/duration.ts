import { Duration } from 'luxon';
import { z } from 'zod';

/**
 * Milliseconds of an ISO 8601 duration such as `PT1H`, or undefined where the text is not one, is not positive, or has years or months
 * (whose length is not fixed).
 *
 * @public
 */
export function isoDurationToMs(text: string): number | undefined {
  if (
    !/^P(?=\d|T\d)(\d{1,3}W)?(\d{1,4}D)?(T(?=\d)(\d{1,5}H)?(\d{1,6}M)?(\d{1,7}S)?)?$/.test(
      text,
    )
  ) {
    return undefined;
  }
  const parsed = Duration.fromISO(text);
  const ms = parsed.isValid ? parsed.toMillis() : 0;
  return ms > 0 ? ms : undefined;
}

/**
 * The shortest ISO 8601 form of a span of whole seconds: 5400000 → `PT1H30M`.
 *
 * @public
 */
export function msToIsoDuration(ms: number): string {
  const whole = Duration.fromMillis(Math.round(ms / 1000) * 1000).shiftTo(
    'days',
    'hours',
    'minutes',
    'seconds',
  );
  const { days, hours, minutes, seconds } = whole;
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${
    seconds ? `${seconds}S` : ''
  }`;
  if (!days && !time) return 'PT0S';
  return `P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
}

/** @public */
export const isoDurationSchema = z
  .string()
  .refine(text => isoDurationToMs(text) !== undefined, {
    message:
      'must be an ISO 8601 duration of days, hours, minutes or seconds, such as PT1H',
  });
