import { done, type Outcome } from '../requests';

/** The outcome with its value in another form; a refusal stays what it is. */
export function mapOutcome<T, U>(
  outcome: Outcome<T>,
  form: (value: T) => U,
): Outcome<U> {
  return outcome.outcome === 'done' ? done(form(outcome.value)) : outcome;
}
