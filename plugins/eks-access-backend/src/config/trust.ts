import {
  isoDurationToMs,
  parseClusterArn,
} from '@eks-access/backstage-plugin-eks-access-common';
import { z } from 'zod';
import type { Ceiling } from '../access';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The kinds that a declaration from a trusted location may be of. */
export const declarationKinds = ['EksAccessMapping', 'Resource'] as const;

/** One item of `eksAccess.trust`: from where a declaration counts, and what it may open at most (DESIGN rules 4 and 5). */
export interface TrustItem {
  /** Patterns as written: the scheme and host are literal, `*` stands for a part of one path segment, `**` for whole segments. */
  readonly locations: readonly string[];
  readonly kinds: readonly (typeof declarationKinds)[number][];
  readonly ceiling: Ceiling;
}

/** An ISO 8601 duration, read as milliseconds. */
export const durationMs = z.string().transform((text, context) => {
  const ms = isoDurationToMs(text);
  if (ms !== undefined) return ms;
  context.addIssue({
    code: 'custom',
    message:
      'must be an ISO 8601 duration of weeks, days, hours, minutes or seconds, such as PT8H',
  });
  return z.NEVER;
});

export const clusterArn = z
  .string()
  .refine(
    text => parseClusterArn(text) !== undefined,
    'must be the ARN of an EKS cluster, arn:aws:eks:<region>:<account>:cluster/<name>',
  );

const location = z
  .string()
  .regex(
    /^(https:\/\/[^/*?#\s]+|file:|file:\.{1,2})\//,
    'must begin with https://<host>/, file:/, file:./ or file:../, without a pattern in the host: whoever controls another host could declare access',
  )
  .refine(
    text =>
      text
        .split('/')
        .every(segment => segment === '**' || !segment.includes('**')),
    '** must be a whole path segment',
  )
  .refine(
    text =>
      !text
        // A file may be named relative to the working directory of the backend, as in `catalog.locations`.
        .replace(/^file:(\.{1,2}\/)+/, '')
        .split('/')
        .some(part => part === '..' || part === '.'),
    'must not hold . or .. as a path segment, except at the beginning of file:',
  );

const rolePattern = z.strictObject({
  path: z
    .string()
    .regex(
      /^\/([!-.0-~]+\/)*$/,
      "must be a role path: it begins and ends with /, and '/' is a role without a path",
    ),
  name: z
    .string()
    .regex(
      /^[A-Za-z0-9+=,.@_*-]{1,64}$/,
      'must be the name of a role, in which * stands for any run of characters',
    ),
});

const policyName = z
  .string()
  .regex(
    /^[A-Za-z0-9_-]{1,128}$/,
    'must be the name of an access policy, such as AmazonEKSViewPolicy, without ARN or pattern',
  );

const namespacePattern = z
  .string()
  .regex(
    /^[a-z0-9*]([a-z0-9*-]{0,61}[a-z0-9*])?$/,
    'must be a namespace, in which * stands for any run of characters',
  );

/** One item of the config, as a {@link TrustItem}. */
export const trustItem = z
  .strictObject({
    locations: z.array(location).min(1, 'must name at least one location'),
    kinds: z
      .array(z.enum(declarationKinds))
      .min(1, 'must name at least one kind')
      .default(['EksAccessMapping']),
    clusters: z.union(
      [z.literal('all'), z.array(clusterArn).min(1)],
      'must be the word all, or a list of cluster ARNs',
    ),
    roles: z.array(rolePattern).default([]),
    policies: z
      .array(policyName)
      .default(['AmazonEKSViewPolicy', 'AmazonEKSEditPolicy']),
    scope: z.enum(['namespace', 'cluster']).default('namespace'),
    protectedNamespaces: z.array(namespacePattern).default([]),
    maxDuration: durationMs.default(DAY_MS),
    kubernetesGroups: z
      .array(
        z
          .string()
          .min(1)
          .refine(
            group => !group.startsWith('system:'),
            'must not begin with system:, which EKS refuses',
          ),
      )
      .default([]),
  })
  .transform(
    ({ locations, kinds, maxDuration, ...ceiling }): TrustItem => ({
      locations,
      kinds,
      ceiling: { ...ceiling, maxDurationMs: maxDuration },
    }),
  );
