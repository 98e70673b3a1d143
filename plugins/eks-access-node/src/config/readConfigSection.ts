import type { Config } from '@backstage/config';
import type { z } from 'zod';

/**
 * Reads a part of the app-config strictly: what the schema does not know or does not accept stops the start, with the full path of each
 * key that is wrong. The result is frozen to its depth.
 *
 * @public
 */
export function readConfigSection<Schema extends z.ZodType>(
  config: Config,
  key: string,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(config.getOptional(key));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      issue => `${pathOf(key, issue.path)}: ${issue.message}`,
    );
    throw new Error(`The app-config is not valid. ${problems.join('; ')}`);
  }
  return deepFreeze(parsed.data);
}

function pathOf(key: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`,
    key,
  );
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
