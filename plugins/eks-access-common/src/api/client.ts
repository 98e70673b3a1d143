import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { eksAccessRoutes, EksAccessRouteName } from './routes';

type Route<N extends EksAccessRouteName> = (typeof eksAccessRoutes)[N];

/** What a call of a route takes; keys that the route does not have are left out. @public */
export type EksAccessCallInput<N extends EksAccessRouteName> = {
  params?: z.input<Route<N>['params']>;
  query?: z.input<Route<N>['query']>;
} & (Route<N>['body'] extends z.ZodType
  ? { body: z.input<Route<N>['body']> }
  : {});

/** What a call of a route answers. @public */
export type EksAccessCallOutput<N extends EksAccessRouteName> = z.output<
  Route<N>['response']
>;

/** One function per route. @public */
export interface EksAccessApi {
  call<N extends EksAccessRouteName>(
    name: N,
    input: EksAccessCallInput<N>,
  ): Promise<EksAccessCallOutput<N>>;
}

/**
 * The typed client of the HTTP API.
 *
 * Throws a `ResponseError` whose `body.error` has the form of {@link errorAnswerSchema} for every answer that is not a success, and an
 * `Error` for an answer that is not of the contract's form.
 *
 * @public
 */
export class EksAccessClient implements EksAccessApi {
  readonly #baseUrl: () => Promise<string>;
  readonly #fetch: typeof fetch;

  constructor(options: {
    baseUrl: () => Promise<string>;
    fetch: typeof fetch;
  }) {
    this.#baseUrl = options.baseUrl;
    this.#fetch = options.fetch;
  }

  async call<N extends EksAccessRouteName>(
    name: N,
    input: EksAccessCallInput<N>,
  ): Promise<EksAccessCallOutput<N>> {
    const route = eksAccessRoutes[name];
    const values = input as { params?: object; query?: object; body?: unknown };
    const params = new Map(Object.entries(values.params ?? {}));
    const path = route.path.replace(/\{(\w+)\}/g, (_, key: string) =>
      encodeURIComponent(String(params.get(key))),
    );
    const query = new URLSearchParams(
      Object.entries(values.query ?? {})
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, String(value)]),
    ).toString();
    const response = await this.#fetch(
      `${await this.#baseUrl()}${path}${query ? `?${query}` : ''}`,
      {
        method: route.method.toUpperCase(),
        ...(route.body && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(values.body ?? {}),
        }),
      },
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return route.response.parse(
      await response.json(),
    ) as EksAccessCallOutput<N>;
  }
}
