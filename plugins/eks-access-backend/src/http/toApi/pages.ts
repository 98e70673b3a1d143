import {
  msToIsoDuration,
  type ClusterDetail,
  type ClusterList,
  type ClusterSummary,
  type GroupAccess,
  type GroupClusterRow,
  type GroupLevel,
  type MappingCheck,
  type PluginStatus,
} from '@eks-access/backstage-plugin-eks-access-common';
import type {
  ClusterDetailPage,
  ClusterForPerson,
  ClusterListPage,
  GroupAccessPage,
  GroupAccessRow,
  GroupLevelRow,
  MappingCheckPage,
  StatusPage,
} from '../../overview';
import { entityName, iso, policyViews, type Names } from './names';
import { refusalView, requestView } from './requests';

export function groupAccessView(
  page: GroupAccessPage,
  names: Names,
): GroupAccess {
  return {
    asOf: iso(page.at),
    group: entityName(names, page.groupRef),
    youAreMember: page.youAreMember,
    ...(page.notice && { notice: refusalView(page.notice) }),
    clusters: page.rows.map(row => groupClusterRow(row, names)),
  };
}

function groupClusterRow(row: GroupAccessRow, names: Names): GroupClusterRow {
  const { cluster, ownerRef, mode, health, asOf } = row.cluster;
  return {
    cluster,
    clusterOwner: entityName(names, ownerRef),
    mode,
    health,
    ...(asOf !== undefined && { asOf }),
    levels: row.levels.map(groupLevel),
    requests: row.requests.map(details => requestView(details, names)),
    whoCanAssume: [...row.roles],
  };
}

function groupLevel({
  mapping,
  level,
  standing,
  whyNot,
}: GroupLevelRow): GroupLevel {
  return {
    mappingRef: mapping.ref,
    level: level.name,
    title: level.title,
    ...(level.description !== undefined && { description: level.description }),
    mode: level.mode,
    principalArn: level.principalArn,
    policies: policyViews(level.terms.policies),
    kubernetesGroups: [...level.terms.kubernetesGroups],
    ...(level.maxDurationMs !== undefined && {
      maxDuration: msToIsoDuration(level.maxDurationMs),
    }),
    ...(standing && { standing }),
    ...(level.mode === 'on-request' && {
      ask: whyNot
        ? { possible: false, whyNot: refusalView(whyNot) }
        : { possible: true },
    }),
  };
}

export function clusterListView(
  page: ClusterListPage,
  names: Names,
): ClusterList {
  return {
    asOf: iso(page.at),
    clusters: page.clusters.map(cluster => clusterSummary(cluster, names)),
  };
}

export function clusterDetailView(
  page: ClusterDetailPage,
  names: Names,
): ClusterDetail {
  return {
    summary: clusterSummary(page.cluster, names),
    entries: [...page.entries],
    ...(page.plan && { plan: page.plan }),
    modeChanges: page.modeChanges.map(({ to, by, at, reason }) => ({
      to,
      by,
      at: iso(at),
      reason,
    })),
  };
}

function clusterSummary(
  { overview, youOwnIt }: ClusterForPerson,
  names: Names,
): ClusterSummary {
  const { ownerRef, ...summary } = overview;
  return { ...summary, owner: entityName(names, ownerRef), youOwnIt };
}

export function mappingCheckView(page: MappingCheckPage): MappingCheck {
  return (
    page.check ?? {
      asOf: iso(page.view.asOf),
      mappingRef: page.mappingRef,
      state: 'not-yet-read',
      sentence:
        'The mapping is newer than the last read of the catalog; it is looked at within a minute.',
      problems: [],
      clusters: [],
    }
  );
}

export function statusView(page: StatusPage): PluginStatus {
  const { state, asOf, sentence } = page.catalog;
  return {
    asOf: iso(page.at),
    permissionsEnabled: page.permissionsEnabled,
    databaseDurable: page.databaseDurable,
    catalog: {
      state,
      ...(state !== 'never-read' && { asOf: iso(asOf) }),
      sentence,
    },
    accounts: page.accounts.map(account => ({ ...account })),
  };
}
