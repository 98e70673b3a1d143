import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  EksAccessCallOutput,
  eksAccessRoutes,
  EksAccessRouteName,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { z } from 'zod';
import type { Outcome } from '../requests';

type Route<N extends EksAccessRouteName> = (typeof eksAccessRoutes)[N];

/** A call that has passed authentication, permission and the contract. */
export interface RouteCall<N extends EksAccessRouteName> {
  /** Canonical ref of the signed-in person, from the credentials. */
  readonly personRef: string;
  /** To ask other plugins on the person's behalf; never to find out who the person is. */
  readonly credentials: BackstageCredentials;
  readonly params: z.output<Route<N>['params']>;
  readonly query: z.output<Route<N>['query']>;
  readonly body: Route<N>['body'] extends z.ZodType
    ? z.output<Route<N>['body']>
    : undefined;
}

export type RouteHandler<N extends EksAccessRouteName> = (
  call: RouteCall<N>,
) => Promise<Outcome<EksAccessCallOutput<N>>>;

/** One handler for every route of the contract. */
export type RouteHandlers = {
  readonly [N in EksAccessRouteName]: RouteHandler<N>;
};
