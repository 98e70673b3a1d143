import { domainRows, type DomainRow, type DomainRowId } from './rows';

/** A call that AWS would refuse, as a value: which row says so, and what the client sees. */
export interface Refusal {
  readonly row: DomainRowId;
  readonly code: string;
  readonly queryCode: string;
  readonly status: number;
  readonly message: string;
}

/** Response header that names the row which refused, for whoever wonders why. AWS has no such header. */
export const refusedByHeader = 'x-simulator-refused-by';

/** Result of a world operation: a value, or the refusal. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

/** The outcome of an operation that went well. */
export function accept<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

type Placeholders<Text extends string> =
  Text extends `${string}{${infer Name}}${infer Rest}`
    ? Name | Placeholders<Rest>
    : never;

type PlaceholdersOf<Row extends DomainRowId> = Placeholders<
  (typeof domainRows)[Row]['text']
>;

/** The words for the placeholders of the row's text; a row without placeholders takes none. */
export type RefusalWords<Row extends DomainRowId> = [
  PlaceholdersOf<Row>,
] extends [never]
  ? []
  : [words: Readonly<Record<PlaceholdersOf<Row>, string>>];

/**
 * The outcome of a refused operation. This is the only place where a refusal is made, so that none exists without a row
 * that says how AWS behaves; a test reads the sources and fails on any other.
 */
export function refuse<Row extends DomainRowId>(
  row: Row,
  ...[words]: RefusalWords<Row>
): { readonly ok: false; readonly refusal: Refusal } {
  const { code, queryCode, status, text }: DomainRow = domainRows[row];
  const byName = new Map<string, unknown>(Object.entries(words ?? {}));
  // One pass over the template, so that a user's text with braces in it is never expanded a second time.
  const message = text.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(byName.get(name)),
  );
  return {
    ok: false,
    refusal: { row, code, queryCode: queryCode ?? code, status, message },
  };
}
