import type { Knex } from 'knex';
import type { CatalogView } from '../catalog';

/** The person who looks: by canonical ref, with every group that the person belongs to now, parents included. */
export interface Viewer {
  readonly ref: string;
  readonly groups: ReadonlySet<string>;
}

/**
 * Which requests a person may see: those of own groups, of mappings that own groups own, of levels that own groups decide, on clusters that
 * own groups own, and those that the person asked or decided. One truth in two forms: {@link admits} for a row at hand,
 * {@link whereVisible} for the database; a property test holds them together (RELIABILITY B4, rows 64 to 66).
 */
export interface VisibleRequests {
  readonly personRef: string;
  readonly groupRefs: readonly string[];
  readonly mappingRefs: readonly string[];
  readonly levels: readonly DecidedLevel[];
  readonly clusterArns: readonly string[];
}

export interface DecidedLevel {
  readonly mappingRef: string;
  readonly level: string;
}

/** What of a request decides who sees it. */
export interface VisibilitySubject {
  readonly requesterRef: string;
  readonly groupRef: string;
  readonly mappingRef: string;
  readonly level: string;
  readonly clusterArn: string;
  readonly deciderRefs: readonly string[];
}

export function visibleTo(viewer: Viewer, view: CatalogView): VisibleRequests {
  return {
    personRef: viewer.ref,
    groupRefs: [...viewer.groups],
    mappingRefs: view.mappings
      .filter(mapping => viewer.groups.has(mapping.ownerRef))
      .map(mapping => mapping.ref),
    levels: levelsDecidedBy(viewer, view),
    clusterArns: clustersOwnedBy(viewer, view),
  };
}

/** On-request levels that one of the person's groups decides, whatever the state of their mapping. */
export function levelsDecidedBy(
  viewer: Viewer,
  view: CatalogView,
): readonly DecidedLevel[] {
  return view.mappings.flatMap(mapping =>
    mapping.levels
      .filter(level =>
        level.deciderGroups.some(group => viewer.groups.has(group)),
      )
      .map(level => ({ mappingRef: mapping.ref, level: level.name })),
  );
}

/** Whether the person sees what the group has on its clusters at all; the answer for everybody else is that there is nothing. */
export function seesGroup(
  viewer: Viewer,
  groupRef: string,
  view: CatalogView,
): boolean {
  if (viewer.groups.has(groupRef)) return true;
  return view.mappings
    .filter(mapping => mapping.groupRef === groupRef)
    .some(
      mapping =>
        viewer.groups.has(mapping.ownerRef) ||
        mapping.levels.some(level =>
          level.deciderGroups.some(group => viewer.groups.has(group)),
        ) ||
        mapping.clusters.some(cluster => viewer.groups.has(cluster.ownerRef)),
    );
}

export function admits(
  visible: VisibleRequests,
  subject: VisibilitySubject,
): boolean {
  return (
    subject.requesterRef === visible.personRef ||
    subject.deciderRefs.includes(visible.personRef) ||
    visible.groupRefs.includes(subject.groupRef) ||
    visible.mappingRefs.includes(subject.mappingRef) ||
    visible.clusterArns.includes(subject.clusterArn) ||
    visible.levels.some(
      level =>
        level.mappingRef === subject.mappingRef &&
        level.level === subject.level,
    )
  );
}

/** {@link admits} as a condition on rows of `eks_access_requests`, named `r` in the query. */
export function whereVisible(
  query: Knex.QueryBuilder,
  visible: VisibleRequests,
): void {
  query.where(any => {
    any
      .where('r.requester_ref', visible.personRef)
      .orWhereIn('r.id', decided =>
        decided
          .select('request_id')
          .from('eks_access_decisions')
          .where('by_ref', visible.personRef),
      )
      .orWhereIn('r.group_ref', [...visible.groupRefs])
      .orWhereIn('r.mapping_ref', [...visible.mappingRefs])
      .orWhereIn('r.cluster_arn', [...visible.clusterArns]);
    orWhereLevels(any, visible.levels);
  });
}

/** Adds one alternative for each level to a group of alternatives. */
export function orWhereLevels(
  any: Knex.QueryBuilder,
  levels: readonly DecidedLevel[],
): void {
  for (const { mappingRef, level } of levels) {
    any.orWhere({ 'r.mapping_ref': mappingRef, 'r.level': level });
  }
}

function clustersOwnedBy(viewer: Viewer, view: CatalogView): readonly string[] {
  return view.clusters
    .filter(cluster => viewer.groups.has(cluster.ownerRef))
    .map(cluster => cluster.arn);
}
