/**
 * True for a fault after which the database has surely rolled the transaction back, so that running it again is safe: a serialization
 * failure or deadlock on PostgreSQL (40001, 40P01), a busy or locked SQLite file. A lost connection is not among them: its commit may
 * have happened (RELIABILITY C12–C14).
 */
export function isTransientDatabaseFault(error: unknown): boolean {
  const code = codeOf(error);
  if (code === undefined) return false;
  return (
    code === '40001' ||
    code === '40P01' ||
    code === 'SQLITE_BUSY' ||
    code.startsWith('SQLITE_BUSY_') ||
    code === 'SQLITE_LOCKED' ||
    code.startsWith('SQLITE_LOCKED_')
  );
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) {
    return undefined;
  }
  return typeof error.code === 'string' ? error.code : undefined;
}
