import { isoDurationToMs } from '@eks-access/backstage-plugin-eks-access-common';
import type { RequestReader, RequestService } from '../requests';
import { mapOutcome } from './mapOutcome';
import type { RouteHandlers } from './routeHandlers';
import { previewView, requestPageView, requestView, type Names } from './toApi';

export interface RequestHandlersOptions {
  readonly service: RequestService;
  readonly reader: RequestReader;
  readonly names: () => Names;
}

type RequestRoutes =
  | 'previewRequest'
  | 'createRequest'
  | 'listRequests'
  | 'getRequest'
  | 'decideRequest'
  | 'cancelRequest'
  | 'giveBackGrant';

/** Requests, decisions and grants. */
export function requestHandlers({
  service,
  reader,
  names,
}: RequestHandlersOptions): Pick<RouteHandlers, RequestRoutes> {
  return {
    previewRequest: async ({ body: { duration, ...ask }, personRef }) =>
      mapOutcome(
        await service.preview(personRef, {
          ...ask,
          ...(duration && { durationMs: isoDurationToMs(duration) }),
        }),
        preview => previewView(preview, names()),
      ),

    createRequest: async ({ body: { duration, ...ask }, personRef }) =>
      mapOutcome(
        await service.create(personRef, {
          ...ask,
          durationMs: isoDurationToMs(duration) ?? 0,
        }),
        details => requestView(details, names()),
      ),

    listRequests: async ({ query, personRef }) =>
      mapOutcome(
        await reader.list(personRef, {
          view: query.view,
          limit: query.limit,
          before: query.before,
        }),
        page => requestPageView(page, names()),
      ),

    getRequest: async ({ params, personRef }) =>
      mapOutcome(await reader.get(personRef, params.id), details =>
        requestView(details, names()),
      ),

    decideRequest: async ({ params, body, personRef }) =>
      mapOutcome(
        await service.decide(personRef, {
          requestId: params.id,
          decision: body.decision,
          comment: body.comment,
          termsHash: body.termsHash,
          version: body.version,
        }),
        details => requestView(details, names()),
      ),

    cancelRequest: async ({ params, personRef }) =>
      mapOutcome(await service.cancel(personRef, params.id), details =>
        requestView(details, names()),
      ),

    giveBackGrant: async ({ params, personRef }) =>
      mapOutcome(await service.giveBack(personRef, params.id), details =>
        requestView(details, names()),
      ),
  };
}
