import type { Entity } from '@backstage/catalog-model';

/** The name people know a user or group by: from its profile, else its title, else its name in the catalog. */
export function displayName(entity: Entity): string {
  const profile = entity.spec?.profile;
  if (
    profile &&
    typeof profile === 'object' &&
    'displayName' in profile &&
    typeof profile.displayName === 'string'
  ) {
    return profile.displayName;
  }
  return entity.metadata.title ?? entity.metadata.name;
}
