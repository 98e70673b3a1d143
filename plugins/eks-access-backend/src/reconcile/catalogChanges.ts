import type { CatalogView } from '../catalog';

/**
 * Tells which clusters the catalog says something else about than the last time it was asked, so that they are looked at now and not at
 * their next turn. The first time it names every cluster that the catalog says something about.
 */
export function catalogChanges(): (view: CatalogView) => readonly string[] {
  let before: ReadonlyMap<string, string> = new Map();
  return view => {
    const now = saidOf(view);
    const changed = [...new Set([...before.keys(), ...now.keys()])].filter(
      clusterArn => before.get(clusterArn) !== now.get(clusterArn),
    );
    before = now;
    return changed.sort();
  };
}

/** What the catalog says about each cluster, as text. */
function saidOf(view: CatalogView): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (const { clusters, ...mapping } of view.mappings) {
    for (const cluster of clusters) {
      const text = JSON.stringify([view.state, cluster.state, mapping]);
      said.set(cluster.arn, `${said.get(cluster.arn) ?? ''}${text}`);
    }
  }
  return said;
}
