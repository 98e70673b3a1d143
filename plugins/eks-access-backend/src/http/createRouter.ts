import {
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  canonicalEntityRef,
  createOpenApiDocument,
  eksAccessRoutes,
  type EksAccessRoute,
  type EksAccessRouteName,
} from '@eks-access/backstage-plugin-eks-access-common';
import express, {
  type ErrorRequestHandler,
  type Request,
  type Router,
} from 'express';
import PromiseRouter from 'express-promise-router';
import { done, refused, type Outcome } from '../requests';
import { failureAnswer } from './answers';
import { routePermissions } from './routePermissions';
import type { RouteCall, RouteHandlers } from './routeHandlers';

/** Longest body that is read; the longest one that the contract allows is well below. */
const LONGEST_BODY_BYTES = 32 * 1024;

export interface RouterOptions {
  readonly handlers: RouteHandlers;
  readonly httpAuth: HttpAuthService;
  readonly permissions: PermissionsService;
  readonly logger: LoggerService;
  readonly newReferenceId: () => string;
  /** Version of the plugin, for the OpenAPI document. */
  readonly version: string;
}

/**
 * Every route of the contract: credentials, permission, input by the contract, one call, the answer. No rule is here.
 *
 * Answers errors itself instead of leaving them to Backstage, whose form keeps neither code nor next step and takes the cause along.
 */
export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  router.use((_request, response, next) => {
    // Who has which access is not for caches on the way.
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.use(express.json({ limit: LONGEST_BODY_BYTES }));
  const document = createOpenApiDocument(options.version);
  router.get('/v1/openapi.json', (_request, response) => {
    response.json(document);
  });
  for (const name of Object.keys(eksAccessRoutes) as EksAccessRouteName[]) {
    mount(router, name, options);
  }
  router.use(answerErrors(options));
  return router;
}

function mount<N extends EksAccessRouteName>(
  router: Router,
  name: N,
  options: RouterOptions,
): void {
  const { method, path } = eksAccessRoutes[name];
  const { logger, newReferenceId } = options;
  router[method](
    path.replace(/\{(\w+)\}/g, ':$1'),
    async (request, response) => {
      const outcome = await answer(name, request, options);
      if (outcome.outcome === 'done') {
        response.json(outcome.value);
        return;
      }
      const referenceId = newReferenceId();
      const { status, body } = failureAnswer(outcome, referenceId);
      logger.debug('A call was refused', {
        route: name,
        code: outcome.code,
        referenceId,
      });
      response.status(status).json(body);
    },
  );
}

async function answer<N extends EksAccessRouteName>(
  name: N,
  request: Request,
  options: RouterOptions,
): Promise<Outcome<unknown>> {
  const { handlers, httpAuth, permissions } = options;
  const credentials = await httpAuth.credentials(request, {
    allow: ['user', 'service'],
  });
  const { principal } = credentials;
  // A service may be entitled to much, but it is nobody: it has no group, owns no cluster and decides nothing.
  if (principal.type !== 'user') return refused('NOT_SIGNED_IN_AS_PERSON');
  // Nor does one that acts in a person's name: what is asked, decided or ended is that person's own act (RELIABILITY B6).
  if (eksAccessRoutes[name].method !== 'get' && principal.actor) {
    return refused('NOT_SIGNED_IN_AS_PERSON');
  }
  const personRef = canonicalEntityRef(principal.userEntityRef);
  if (!personRef?.startsWith('user:')) {
    return refused('NOT_SIGNED_IN_AS_PERSON');
  }
  const permission = routePermissions[name];
  const [decision] = await permissions.authorize([{ permission }], {
    credentials,
  });
  if (decision.result !== AuthorizeResult.ALLOW) {
    return refused('PERMISSION_DENIED', [
      { field: 'permission', problem: permission.name },
    ]);
  }
  const input = readInput(name, request);
  if (input.outcome === 'refused') return input;
  return await handlers[name]({
    ...input.value,
    credentials,
    personRef,
  });
}

type CallInput<N extends EksAccessRouteName> = Pick<
  RouteCall<N>,
  'params' | 'query' | 'body'
>;

function readInput<N extends EksAccessRouteName>(
  name: N,
  request: Request,
): Outcome<CallInput<N>> {
  const route: EksAccessRoute = eksAccessRoutes[name];
  const parts = {
    params: route.params.safeParse(request.params),
    query: route.query.safeParse(request.query),
    ...(route.body && { body: route.body.safeParse(request.body) }),
  };
  const problems = Object.entries(parts).flatMap(([part, { error }]) =>
    (error?.issues ?? []).map(issue => ({
      field: [part, ...issue.path.map(String)].join('.'),
      problem: issue.message,
    })),
  );
  if (problems.length > 0) return refused('INPUT_INVALID', problems);
  // The parts were read by this very route's schemas, which the loop over all routes hides from the compiler.
  return done({
    params: parts.params.data,
    query: parts.query.data,
    body: parts.body?.data,
  } as CallInput<N>);
}

function answerErrors(options: RouterOptions): ErrorRequestHandler {
  const { logger, newReferenceId } = options;
  return (error: unknown, request, response, next) => {
    // Who nobody is signed in as is Backstage's to answer, as on every other route of the portal.
    if (response.headersSent || isAuthenticationError(error)) {
      next(error);
      return;
    }
    const referenceId = newReferenceId();
    const unreadable = unreadableBody(error);
    if (!unreadable) {
      logger.error(
        `A call failed (${request.method} ${request.path}, reference id ${referenceId})`,
        error instanceof Error ? error : new Error(String(error)),
      );
    }
    const { status, body } = failureAnswer(
      unreadable ?? { code: 'INTERNAL' },
      referenceId,
    );
    response.status(status).json(body);
  };
}

function isAuthenticationError(error: unknown): boolean {
  return error instanceof Error && error.name === 'AuthenticationError';
}

/** The refusal of a body that is no JSON or too long; body-parser says which by `type`. */
function unreadableBody(error: unknown) {
  const type =
    error instanceof Error && 'type' in error ? error.type : undefined;
  switch (type) {
    case 'entity.too.large':
      return refused('INPUT_INVALID', [
        {
          field: 'body',
          problem: `is longer than ${LONGEST_BODY_BYTES} bytes`,
        },
      ]);
    case 'entity.parse.failed':
      return refused('INPUT_INVALID', [
        { field: 'body', problem: 'is no JSON' },
      ]);
    default:
      return undefined;
  }
}
