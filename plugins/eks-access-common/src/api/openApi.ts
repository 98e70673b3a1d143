import type { JsonObject } from '@backstage/types';
import { z } from 'zod';
import {
  clusterDetailSchema,
  clusterListSchema,
  clusterSummarySchema,
  modeInputSchema,
  observedEntrySchema,
  planSchema,
} from './clusters';
import {
  groupAccessSchema,
  groupClusterRowSchema,
  groupLevelSchema,
} from './groupAccess';
import { mappingCheckSchema, mappingProblemSchema } from './mappings';
import {
  decisionInputSchema,
  decisionSchema,
  grantSchema,
  previewInputSchema,
  previewSchema,
  requestInputSchema,
  requestSchema,
  termsSchema,
} from './requests';
import {
  eksAccessRoutes,
  errorAnswerSchema,
  type EksAccessRoute,
} from './routes';
import {
  clusterIdSchema,
  entityNameSchema,
  healthSchema,
  policyTermSchema,
  whoCanAssumeSchema,
} from './shared';
import { statusSchema } from './status';

/** Schemas that stand in the document under a name of their own; all others are written out where they are used. */
const namedSchemas = {
  ClusterDetail: clusterDetailSchema,
  ClusterId: clusterIdSchema,
  ClusterList: clusterListSchema,
  ClusterSummary: clusterSummarySchema,
  Decision: decisionSchema,
  DecisionInput: decisionInputSchema,
  EntityName: entityNameSchema,
  Error: errorAnswerSchema,
  Grant: grantSchema,
  GroupAccess: groupAccessSchema,
  GroupClusterRow: groupClusterRowSchema,
  GroupLevel: groupLevelSchema,
  Health: healthSchema,
  MappingCheck: mappingCheckSchema,
  MappingProblem: mappingProblemSchema,
  ModeInput: modeInputSchema,
  ObservedEntry: observedEntrySchema,
  Plan: planSchema,
  PluginStatus: statusSchema,
  PolicyTerm: policyTermSchema,
  Preview: previewSchema,
  PreviewInput: previewInputSchema,
  Request: requestSchema,
  RequestInput: requestInputSchema,
  RequestPage: eksAccessRoutes.listRequests.response,
  Terms: termsSchema,
  WhoCanAssume: whoCanAssumeSchema,
} satisfies Record<string, z.ZodType>;

/**
 * The HTTP API as an OpenAPI 3.1 document, made from {@link eksAccessRoutes}, so that it cannot be older than what is validated.
 *
 * @public
 */
export function createOpenApiDocument(version: string): JsonObject {
  return {
    openapi: '3.1.0',
    info: {
      title: 'EKS access',
      description:
        'Self-service access of teams to Amazon EKS clusters. Every answer that is not a success has the form of Error, with a stable code.',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/eks-access' }],
    security: [{ backstage: [] }],
    tags: [...new Set(Object.values(eksAccessRoutes).map(tagOf))].map(name => ({
      name,
    })),
    paths: paths(),
    components: {
      securitySchemes: {
        backstage: {
          type: 'http',
          scheme: 'bearer',
          description:
            'Token of a signed-in person; tokens of services are refused.',
        },
      },
      schemas: componentSchemas(),
    },
  };
}

function paths(): JsonObject {
  const byPath: Record<string, JsonObject> = {};
  for (const [name, route] of Object.entries(eksAccessRoutes)) {
    byPath[route.path] = {
      ...byPath[route.path],
      [route.method]: operation(name, route),
    };
  }
  return byPath;
}

function operation(name: string, route: EksAccessRoute): JsonObject {
  const parameters = [
    ...parametersOf('path', route.params),
    ...parametersOf('query', route.query),
  ];
  return {
    operationId: name,
    summary: route.summary,
    tags: [tagOf(route)],
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: { required: true, content: jsonOf(route.body) },
    }),
    responses: {
      '200': { description: 'Done', content: jsonOf(route.response) },
      default: {
        description: 'Refused or failed; the code says why',
        content: jsonOf(errorAnswerSchema),
      },
    },
  };
}

/** What the path is about: its first segment after the version. */
function tagOf(route: EksAccessRoute): string {
  return route.path.split('/')[2];
}

function jsonOf(schema: z.ZodType): JsonObject {
  return { 'application/json': { schema: referenceOrSchema(schema) } };
}

function referenceOrSchema(schema: z.ZodType): JsonObject {
  const named = Object.entries(namedSchemas).find(
    ([, candidate]) => candidate === schema,
  );
  return named
    ? { $ref: `#/components/schemas/${named[0]}` }
    : plain(z.toJSONSchema(schema));
}

function parametersOf(
  place: 'path' | 'query',
  schema: z.ZodObject,
): JsonObject[] {
  return Object.entries(schema.shape).map(([name, value]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(value, undefined).success,
    schema: plain(z.toJSONSchema(value)),
  }));
}

function componentSchemas(): JsonObject {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(namedSchemas)) {
    registry.add(schema, { id });
  }
  const { schemas } = z.toJSONSchema(registry, {
    uri: id => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, plain(schema)]),
  );
}

/** Without `$schema` and `$id`: inside an OpenAPI document they would begin a schema document of its own. */
function plain(schema: object): JsonObject {
  const { $schema, $id, ...rest } = JSON.parse(JSON.stringify(schema));
  return rest;
}
