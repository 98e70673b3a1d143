import { http, HttpHandler, HttpResponse } from 'msw';
import {
  EksAccessCallOutput,
  EksAccessErrorCode,
  eksAccessErrorCodes,
  EksAccessRoute,
  EksAccessRouteName,
  eksAccessRoutes,
} from '@eks-access/backstage-plugin-eks-access-common';
import { z } from 'zod';

/** Where the faked backend answers. */
export const FAKE_BASE_URL = 'http://portal.test/api/eks-access';

type Route<N extends EksAccessRouteName> = (typeof eksAccessRoutes)[N];

/** What a faked route is given, parsed by the contract. */
export interface FakeCall<N extends EksAccessRouteName> {
  params: z.output<Route<N>['params']>;
  query: z.output<Route<N>['query']>;
  body: Route<N>['body'] extends z.ZodType
    ? z.output<Route<N>['body']>
    : undefined;
}

/** A refusal for a faked route to answer with. */
export class FakeRefusal {
  constructor(
    readonly code: EksAccessErrorCode,
    readonly referenceId: string = '0af7651916cd43dd',
  ) {}
}

/**
 * A msw handler of one route of the contract. The request is parsed by the contract's schemas, so that a frontend that sends what the
 * backend would refuse fails its test; so is the answer, so that a fixture cannot drift from what the backend answers.
 */
export function answer<N extends EksAccessRouteName>(
  name: N,
  respond: (call: FakeCall<N>) => EksAccessCallOutput<N> | FakeRefusal,
): HttpHandler {
  const route: EksAccessRoute = eksAccessRoutes[name];
  const path = `${FAKE_BASE_URL}${route.path.replace(/\{(\w+)\}/g, ':$1')}`;
  return http[route.method](path, async ({ request, params }) => {
    const call = {
      params: route.params.parse(params),
      query: route.query.parse(
        Object.fromEntries(new URL(request.url).searchParams),
      ),
      body: route.body?.parse(await request.json()),
    } as FakeCall<N>;
    const answered = respond(call);
    if (answered instanceof FakeRefusal) return refusal(answered);
    return new HttpResponse(JSON.stringify(route.response.parse(answered)), {
      headers: { 'content-type': 'application/json' },
    });
  });
}

function refusal({ code, referenceId }: FakeRefusal) {
  const { status, happened, next } = eksAccessErrorCodes[code];
  return HttpResponse.json(
    {
      error: { name: 'Error', message: happened, code, next, referenceId },
      request: { method: 'GET', url: '/' },
      response: { statusCode: status },
    },
    { status },
  );
}
