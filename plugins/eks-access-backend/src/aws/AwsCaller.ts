import { AwsFault } from './AwsFault';
import { toAwsFault } from './errors';
import type { CallPurpose, TokenBucket } from './TokenBucket';

/** @internal */
export interface AwsCallerOptions {
  accountId: string;
  region: string;
  bucket: TokenBucket;
  purpose: CallPurpose;
  /** Longest time for one request with the repetitions that the SDK makes, from the moment it starts. */
  requestTimeoutMs: number;
  /** Once aborted no further request starts; one that has started goes on, since its answer is worth having. */
  signal?: AbortSignal;
}

/** Makes requests to one account and Region: waits for its turn, sets the deadline, and turns what is thrown into an `AwsFault`. */
export class AwsCaller {
  readonly #options: AwsCallerOptions;

  constructor(options: AwsCallerOptions) {
    this.#options = options;
  }

  read<T>(
    operation: string,
    send: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return this.#call(operation, false, send);
  }

  write<T>(
    operation: string,
    send: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return this.#call(operation, true, send);
  }

  /**
   * Reads all pages of a list. A page that fails, or a page token that comes twice, voids the whole list: what is missing from half a
   * list would look as if it were not there (RELIABILITY C34).
   */
  async readAllPages<T>(
    operation: string,
    sendPage: (
      nextToken: string | undefined,
      signal: AbortSignal,
    ) => Promise<{ items: readonly T[] | undefined; nextToken?: string }>,
  ): Promise<readonly T[]> {
    const items: T[] = [];
    const seen = new Set<string>();
    let nextToken: string | undefined;
    do {
      const token = nextToken;
      const page = await this.read(operation, signal =>
        sendPage(token, signal),
      );
      items.push(
        ...this.required(operation, 'the items of a page', page.items),
      );
      nextToken = page.nextToken || undefined;
      if (nextToken !== undefined) {
        if (seen.has(nextToken))
          throw this.#strangeAnswer(
            operation,
            'a page token that it had given before',
          );
        seen.add(nextToken);
      }
    } while (nextToken !== undefined);
    return items;
  }

  /** The member of an answer that AWS always sends. Without it the answer says nothing, and guessing would be a lie about the world. */
  required<T>(operation: string, what: string, value: T | undefined): T {
    if (value === undefined || value === null) {
      throw this.#strangeAnswer(operation, `an answer without ${what}`);
    }
    return value;
  }

  #strangeAnswer(operation: string, what: string): AwsFault {
    const { accountId, region } = this.#options;
    return new AwsFault(
      'unreachable',
      operation,
      `${operation} gave ${what} in account ${accountId}, ${region}.`,
    );
  }

  async #call<T>(
    operation: string,
    write: boolean,
    send: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { accountId, region, bucket, purpose, requestTimeoutMs, signal } =
      this.#options;
    if (!(await bucket.take(purpose, signal))) {
      throw new AwsFault(
        'unreachable',
        operation,
        `${operation} was not sent to account ${accountId}, ${region}: there was no time left for it.`,
      );
    }
    try {
      return await send(AbortSignal.timeout(requestTimeoutMs));
    } catch (error) {
      throw toAwsFault(error, { operation, write, accountId, region });
    }
  }
}
