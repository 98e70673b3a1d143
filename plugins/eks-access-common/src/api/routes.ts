import { z } from 'zod';
import {
  clusterDetailSchema,
  clusterListSchema,
  modeInputSchema,
} from './clusters';
import { groupAccessSchema } from './groupAccess';
import { mappingCheckSchema } from './mappings';
import {
  decisionInputSchema,
  previewInputSchema,
  previewSchema,
  requestInputSchema,
  requestSchema,
} from './requests';
import { instantSchema } from './shared';
import { statusSchema } from './status';

const entityPath = z.strictObject({
  namespace: z.string().regex(/^[a-z0-9._-]{1,63}$/),
  name: z.string().regex(/^[a-z0-9._-]{1,63}$/),
});
const clusterPath = z.strictObject({
  accountId: z.string().regex(/^\d{12}$/),
  region: z.string().regex(/^[a-z0-9-]{1,32}$/),
  name: z.string().regex(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/),
});
const idPath = z.strictObject({ id: z.uuid() });
const empty = z.strictObject({});

/**
 * Every route of the HTTP API below `/api/eks-access`: the one contract from which validation, the OpenAPI document and the typed client
 * are made. `{...}` in a path are keys of `params`.
 *
 * @public
 */
export const eksAccessRoutes = {
  getStatus: {
    method: 'get',
    path: '/v1/status',
    summary: 'What the plugin as a whole can do at the moment',
    params: empty,
    query: empty,
    body: undefined,
    response: statusSchema,
  },
  getGroupAccess: {
    method: 'get',
    path: '/v1/groups/{namespace}/{name}/access',
    summary: 'What a group has, waits for and can ask for, one row a cluster',
    params: entityPath,
    query: empty,
    body: undefined,
    response: groupAccessSchema,
  },
  listClusters: {
    method: 'get',
    path: '/v1/clusters',
    summary: 'The clusters that the signed-in person may see',
    params: empty,
    query: empty,
    body: undefined,
    response: clusterListSchema,
  },
  getCluster: {
    method: 'get',
    path: '/v1/clusters/{accountId}/{region}/{name}',
    summary: 'Entries, plan and mode of one cluster, for those who own it',
    params: clusterPath,
    query: empty,
    body: undefined,
    response: clusterDetailSchema,
  },
  setClusterMode: {
    method: 'post',
    path: '/v1/clusters/{accountId}/{region}/{name}/mode',
    summary: 'Switch a cluster between observe and manage',
    params: clusterPath,
    query: empty,
    body: modeInputSchema,
    response: clusterDetailSchema,
  },
  checkMapping: {
    method: 'get',
    path: '/v1/mappings/{namespace}/{name}/check',
    summary: 'Whether a mapping is in force, and what is wrong with it',
    params: entityPath,
    query: empty,
    body: undefined,
    response: mappingCheckSchema,
  },
  previewRequest: {
    method: 'post',
    path: '/v1/requests/preview',
    summary:
      'What would be asked, who would decide and who would get the access; nothing is written',
    params: empty,
    query: empty,
    body: previewInputSchema,
    response: previewSchema,
  },
  createRequest: {
    method: 'post',
    path: '/v1/requests',
    summary: 'Ask for a level for the group',
    params: empty,
    query: empty,
    body: requestInputSchema,
    response: requestSchema,
  },
  listRequests: {
    method: 'get',
    path: '/v1/requests',
    summary:
      'Requests to decide, decided or asked by the signed-in person, newest first',
    params: empty,
    query: z.strictObject({
      view: z.enum(['to-decide', 'decided', 'mine']),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      before: z.string().max(200).optional(),
    }),
    body: undefined,
    response: z.strictObject({
      asOf: instantSchema,
      requests: z.array(requestSchema),
      next: z.string().optional(),
    }),
  },
  getRequest: {
    method: 'get',
    path: '/v1/requests/{id}',
    summary: 'One request with its decisions and grant',
    params: idPath,
    query: empty,
    body: undefined,
    response: requestSchema,
  },
  decideRequest: {
    method: 'post',
    path: '/v1/requests/{id}/decision',
    summary: 'Approve or deny the terms that were shown',
    params: idPath,
    query: empty,
    body: decisionInputSchema,
    response: requestSchema,
  },
  cancelRequest: {
    method: 'post',
    path: '/v1/requests/{id}/cancel',
    summary: 'Take back a request of one’s own that nobody has decided',
    params: idPath,
    query: empty,
    body: empty,
    response: requestSchema,
  },
  giveBackGrant: {
    method: 'post',
    path: '/v1/grants/{id}/give-back',
    summary: 'End a grant of one’s own',
    params: idPath,
    query: empty,
    body: empty,
    response: requestSchema,
  },
} as const satisfies Record<string, EksAccessRoute>;

/** @public */
export interface EksAccessRoute {
  method: 'get' | 'post';
  path: string;
  summary: string;
  params: z.ZodObject;
  query: z.ZodObject;
  body: z.ZodObject | undefined;
  response: z.ZodType;
}

/** @public */
export type EksAccessRouteName = keyof typeof eksAccessRoutes;

/**
 * The body of every answer that is not a success. `response` is what makes Backstage's `ResponseError` keep the whole body instead of
 * a text made of it.
 *
 * @public
 */
export const errorAnswerSchema = z.object({
  error: z.object({
    name: z.string(),
    message: z.string(),
    code: z.string().optional(),
    next: z.string().optional(),
    referenceId: z.string().optional(),
    details: z
      .array(z.object({ field: z.string(), problem: z.string() }))
      .optional(),
  }),
  response: z.object({ statusCode: z.number().int() }),
});

/** @public */
export type ErrorAnswer = z.infer<typeof errorAnswerSchema>;

/** A page of requests. @public */
export type RequestPage = z.infer<
  (typeof eksAccessRoutes)['listRequests']['response']
>;
