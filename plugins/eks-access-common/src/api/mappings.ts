import { z } from 'zod';
import { clusterIdSchema, entityRefSchema, instantSchema } from './shared';

/** One thing wrong with a mapping: where, what is there, what is wrong, how to mend it. @public */
export const mappingProblemSchema = z.strictObject({
  code: z.enum([
    'group-unknown',
    'owner-unknown',
    'cluster-unknown',
    'cluster-claimed-twice',
    'policy-unknown',
    'policy-outside-ceiling',
    'scope-outside-ceiling',
    'cluster-outside-ceiling',
    'role-arn-invalid',
    'role-is-user',
    'role-is-sts-session',
    'role-is-service-linked',
    'role-outside-ceiling',
    'role-protected',
    'role-claimed-twice',
    'role-shared-without-consent',
    'kubernetes-group-reserved',
    'kubernetes-group-outside-ceiling',
    'kubernetes-groups-differ',
    'cluster-scope-with-namespaces',
    'namespaces-missing',
    'namespace-invalid',
    'namespace-protected',
    'namespace-wildcard',
    'namespace-claimed-twice',
    'duration-missing',
    'duration-over-ceiling',
    'approval-missing',
    'decider-group-unknown',
    'level-grants-nothing',
    'location-untrusted',
    'shape-invalid',
    'catalog-processing-error',
  ]),
  /** Path inside the entity, such as `spec.levels.edit.accessPolicies[0].policy`. */
  field: z.string(),
  value: z.string(),
  problem: z.string(),
  fix: z.string(),
});

/** @public */
export const mappingCheckSchema = z.strictObject({
  asOf: instantSchema,
  mappingRef: entityRefSchema,
  /**
   * in-force: counts. inert: does not count (untrusted, collides, or never was valid). last-good: now invalid, the last valid
   * declaration is kept and nothing new is granted. not-yet-read: the backend has not seen it yet.
   */
  state: z.enum(['in-force', 'inert', 'last-good', 'not-yet-read']),
  sentence: z.string(),
  problems: z.array(mappingProblemSchema),
  clusters: z.array(clusterIdSchema),
});

/** @public */
export type MappingProblem = z.infer<typeof mappingProblemSchema>;
/** @public */
export type MappingProblemCode = MappingProblem['code'];
/** @public */
export type MappingCheck = z.infer<typeof mappingCheckSchema>;
