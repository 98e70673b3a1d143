import type { z } from 'zod';
import type { MappingProblem } from '../api/mappings';
import { canonicalMappingRef } from './entityRefs';
import {
  mappingSpecSchema,
  mappingLevelSchema,
  mappingAccessPolicySchema,
  type MappingSpec,
} from './eksAccessMapping';

/** The spec of a mapping, or everything that is wrong with its shape. @public */
export type MappingShape =
  | { readonly ok: true; readonly spec: MappingSpec }
  | { readonly ok: false; readonly problems: readonly MappingProblem[] };

/**
 * Reads the spec of a mapping. Each problem names the field by its path in the entity and says in words what to write instead. Shape only:
 * whether the groups, clusters and roles exist, and whether they are allowed, is not looked at.
 *
 * @param mappingNamespace - the namespace of the entity, for references without one
 *
 * @public
 */
export function readMappingShape(
  spec: unknown,
  mappingNamespace: string,
): MappingShape {
  const parsed = mappingSpecSchema.safeParse(spec);
  const problems = parsed.success
    ? refProblems(parsed.data, mappingNamespace)
    : parsed.error.issues.flatMap(issue => issueProblems(issue, spec));
  if (parsed.success && problems.length === 0) {
    return { ok: true, spec: parsed.data };
  }
  return { ok: false, problems };
}

/**
 * A value as it stands in an entity, for people: texts as they are, everything else as JSON, cut at 200 characters.
 *
 * @public
 */
export function shownValue(value: unknown): string {
  if (value === undefined) return '(nothing)';
  const text =
    typeof value === 'string' ? value : JSON.stringify(value) ?? String(value);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

/**
 * Path inside an entity, such as `spec.levels.edit.accessPolicies[0].policy`.
 *
 * @public
 */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`,
    'spec',
  );
}

interface RefInSpec {
  readonly field: Parameters<typeof canonicalMappingRef>[0];
  readonly text: string;
  readonly path: readonly PropertyKey[];
}

function refProblems(spec: MappingSpec, namespace: string): MappingProblem[] {
  const refs: RefInSpec[] = [
    { field: 'owner', text: spec.owner, path: ['owner'] },
    { field: 'group', text: spec.group, path: ['group'] },
    ...spec.clusters.map<RefInSpec>((text, at) => ({
      field: 'cluster',
      text,
      path: ['clusters', at],
    })),
    ...Object.entries(spec.levels).flatMap(([name, level]) =>
      (level.approval?.steps ?? []).flatMap((step, stepAt) =>
        step.by.map<RefInSpec>((text, at) => ({
          field: 'decider',
          text,
          path: ['levels', name, 'approval', 'steps', stepAt, 'by', at],
        })),
      ),
    ),
  ];
  return refs
    .filter(({ field, text }) => !canonicalMappingRef(field, text, namespace))
    .map(({ field, text, path }) =>
      shapeProblem(
        path,
        text,
        field === 'cluster'
          ? 'This is no reference to a cluster entity.'
          : 'This is no reference to a group.',
        field === 'cluster'
          ? 'Write the entity of the cluster, such as resource:default/payments-dev.'
          : 'Write the group, such as group:default/payments.',
      ),
    );
}

function issueProblems(
  issue: z.core.$ZodIssue,
  spec: unknown,
): MappingProblem[] {
  const value = valueAt(spec, issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key =>
        shapeProblem(
          [...issue.path, key],
          valueAt(spec, [...issue.path, key]),
          `There is no field ${key} here.`,
          `Remove it. The fields here are ${knownKeys(issue.path).join(', ')}.`,
        ),
      );
    case 'invalid_type':
      return [
        value === undefined
          ? shapeProblem(
              issue.path,
              value,
              'This field is missing.',
              `Add it: ${expectedWords(issue.expected)}.`,
            )
          : shapeProblem(
              issue.path,
              value,
              'This is not of the expected form.',
              `Write ${expectedWords(issue.expected)}.`,
            ),
      ];
    case 'invalid_value':
      return [
        shapeProblem(
          issue.path,
          value,
          value === undefined
            ? 'This field is missing.'
            : 'This value is not one of those known here.',
          `Write ${issue.values.map(String).join(' or ')}.`,
        ),
      ];
    case 'too_small':
      return [
        shapeProblem(
          issue.path,
          value,
          'This is empty.',
          issue.origin === 'array' ? 'Write at least one.' : 'Write a value.',
        ),
      ];
    case 'too_big':
      return [
        shapeProblem(
          issue.path,
          value,
          'There are too many here.',
          `Write ${String(issue.maximum)} only.`,
        ),
      ];
    case 'invalid_key':
      return [
        shapeProblem(
          issue.path,
          issue.path[issue.path.length - 1],
          'The name of a level has a character that is not allowed, or is too long.',
          'Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
        ),
      ];
    default:
      return [
        shapeProblem(
          issue.path,
          value,
          'This is not of the expected form.',
          `It ${issue.message.replace(/\.$/, '')}.`,
        ),
      ];
  }
}

function shapeProblem(
  path: readonly PropertyKey[],
  value: unknown,
  problem: string,
  fix: string,
): MappingProblem {
  return {
    code: 'shape-invalid',
    field: fieldPath(path),
    value: shownValue(value),
    problem,
    fix,
  };
}

function expectedWords(expected: string): string {
  switch (expected) {
    case 'array':
      return 'a list';
    case 'object':
    case 'record':
      return 'a block of fields';
    case 'boolean':
      return 'true or false';
    case 'string':
      return 'a text';
    default:
      return `a ${expected}`;
  }
}

/** The fields that a strict object of the schema has at a path. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  if (path.length === 0) return Object.keys(mappingSpecSchema.shape);
  if (path.includes('steps')) return ['by', 'count'];
  if (path[2] === 'approval') return ['steps'];
  if (path[2] === 'accessPolicies') {
    return Object.keys(mappingAccessPolicySchema.shape);
  }
  return Object.keys(mappingLevelSchema.shape);
}

function valueAt(from: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' &&
      value !== null &&
      Object.prototype.hasOwnProperty.call(value, key)
        ? Reflect.get(value, key)
        : undefined,
    from,
  );
}
