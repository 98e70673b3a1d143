import { PluginStatus } from '@eks-access/backstage-plugin-eks-access-common';
import { Notice, Stack } from '../../ui';

/** What is wrong with the plugin as a whole, each with what follows from it; draws nothing while all is well. */
export function StatusNotices(props: { status: PluginStatus }) {
  const { permissionsEnabled, databaseDurable, catalog, accounts } =
    props.status;
  const unreachable = accounts.filter(({ state }) => state === 'unreachable');
  const isAllWell =
    permissionsEnabled &&
    databaseDurable &&
    catalog.state === 'good' &&
    unreachable.length === 0;
  if (isAllWell) return null;
  return (
    <Stack gap={1}>
      {!permissionsEnabled && (
        <Notice
          tone="caution"
          title="The permission framework of this portal is off."
          small="Code PERMISSIONS_OFF"
        >
          Nothing can be asked for or decided. Access that is due to end still
          ends. Set permission.enabled: true in the app-config.
        </Notice>
      )}
      {!databaseDurable && (
        <Notice
          tone="caution"
          title="The database is kept in memory."
          small="Code DATABASE_NOT_DURABLE"
        >
          Real clusters stay in mode observe, because a restart would forget
          what must end. Configure a SQLite file or PostgreSQL under
          backend.database.
        </Notice>
      )}
      {catalog.state !== 'good' && (
        <Notice
          tone="caution"
          title={
            catalog.state === 'stale'
              ? 'What is known of the catalog is old.'
              : 'The catalog has not been read yet.'
          }
        >
          {catalog.sentence}
        </Notice>
      )}
      {unreachable.map(({ accountId, sentence }) => (
        <Notice
          key={accountId}
          tone="caution"
          title={`Account ${accountId} cannot be read.`}
        >
          {sentence}
        </Notice>
      ))}
    </Stack>
  );
}
