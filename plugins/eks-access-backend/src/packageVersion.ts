import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { z } from 'zod';

/** Version of this package as installed. */
export function packageVersion(): string {
  const file = resolvePackagePath(
    '@eks-access/backstage-plugin-eks-access-backend',
    'package.json',
  );
  return z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}
