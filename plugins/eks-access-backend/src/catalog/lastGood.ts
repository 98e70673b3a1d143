import {
  mappingSpecSchema,
  type MappingSpec,
} from '@eks-access/backstage-plugin-eks-access-common';
import { z } from 'zod';
import type { DeclaredCluster } from './types';

/** The last valid declaration of a mapping, before any ceiling: the ceiling of the day narrows it again. */
export interface LastGoodDeclaration {
  readonly spec: MappingSpec;
  /** The clusters that it named, as they were then. */
  readonly clusters: readonly DeclaredCluster[];
}

/** By the mapping's ref: the mappings that count, and those that counted until they collided with another one. */
export type LastGoodDeclarations = Readonly<
  Record<string, LastGoodDeclaration>
>;

export const lastGoodDeclarationsSchema = z.record(
  z.string(),
  z.strictObject({
    spec: mappingSpecSchema,
    clusters: z.array(
      z.strictObject({
        arn: z.string(),
        entityRef: z.string(),
        ownerRef: z.string(),
        title: z.string(),
        state: z.enum(['declared', 'kept']),
      }),
    ),
  }),
);
