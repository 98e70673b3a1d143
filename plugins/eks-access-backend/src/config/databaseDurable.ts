import type { Config } from '@backstage/config';

const PLUGIN = 'backend.database.plugin.eks-access';

/**
 * False when the plugin's database is gone after a restart, and with it everything that must end. Follows how Backstage puts the
 * connection together: a plugin's own client drops the connection of the base, else the plugin's keys are laid over the base's, and a
 * text is a file name (`backend-defaults`, database connectors).
 */
export function isDatabaseDurable(config: Config): boolean {
  const baseClient = config.getOptionalString('backend.database.client');
  const ownClient = config.getOptionalString(`${PLUGIN}.client`);
  const client = ownClient ?? baseClient;
  // Without any client Backstage would not start; in a test with a database of its own, nobody counts on it after the end.
  if (client === undefined) return false;
  if (client.startsWith('embedded-postgres')) return false;
  if (!client.includes('sqlite3')) return true;

  const base =
    ownClient !== undefined && ownClient !== baseClient
      ? undefined
      : fileNameOf(config.getOptional('backend.database.connection'));
  const own = fileNameOf(config.getOptional(`${PLUGIN}.connection`));
  const fileName = own ?? base;
  // No file name: Backstage makes one from the plugin's id.
  return (
    fileName === undefined ||
    !(
      fileName === '' ||
      fileName.includes(':memory:') ||
      fileName.includes('mode=memory')
    )
  );
}

function fileNameOf(connection: unknown): string | undefined {
  if (typeof connection === 'string') return connection;
  if (
    typeof connection === 'object' &&
    connection !== null &&
    'filename' in connection &&
    typeof connection.filename === 'string'
  ) {
    return connection.filename;
  }
  return undefined;
}
