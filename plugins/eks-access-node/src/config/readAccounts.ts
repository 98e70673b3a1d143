import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { entityRefSchema } from '@eks-access/backstage-plugin-eks-access-common';
import { z } from 'zod';
import { isLoopbackUrl } from './loopback';
import { readConfigSection } from './readConfigSection';

/**
 * An AWS account whose clusters are shown, from `eksAccess.accounts`.
 *
 * @public
 */
export interface AccountConfig {
  /** 12 digits. */
  readonly accountId: string;
  /** Each once, in the order of the config. */
  readonly regions: readonly string[];
  /** Full ref of the group that owns the clusters found there. */
  readonly owner: string;
  /** True for an account of the simulator. Only then is there an endpoint, and it is on loopback. */
  readonly simulated: boolean;
  readonly endpoint?: string;
}

function groupRef(text: string): string | undefined {
  const defaults = { defaultKind: 'group', defaultNamespace: 'default' };
  try {
    const ref = stringifyEntityRef(parseEntityRef(text, defaults));
    return entityRefSchema.safeParse(ref).success && ref.startsWith('group:')
      ? ref
      : undefined;
  } catch {
    // parseEntityRef throws for a text that has no name.
    return undefined;
  }
}

const accountSchema = z
  .strictObject({
    accountId: z
      .string({
        error:
          'must be a text: write the account id in quotes, or YAML reads it as a number and drops leading zeros',
      })
      .regex(/^\d{12}$/, 'must have 12 digits'),
    regions: z
      .array(
        z
          .string()
          .regex(
            /^[a-z]{2}(-[a-z]+)+-\d$/,
            'must be the code of a Region, such as eu-west-1',
          ),
      )
      .min(1, 'must name at least one Region')
      .transform(regions => [...new Set(regions)]),
    owner: z.string().transform((text, context) => {
      const ref = groupRef(text);
      if (ref) return ref;
      context.addIssue({
        code: 'custom',
        message:
          'must be the reference of a group, such as group:default/platform',
      });
      return z.NEVER;
    }),
    simulated: z.boolean().default(false),
    endpoint: z
      .string()
      .refine(isLoopbackUrl, 'must be a URL on this machine, 127.0.0.1 or ::1')
      .optional(),
  })
  .superRefine((account, context) => {
    if (account.simulated === (account.endpoint !== undefined)) return;
    context.addIssue({
      code: 'custom',
      path: ['endpoint'],
      message: account.simulated
        ? 'must be the URL of the simulator when simulated is true'
        : 'may only be set with simulated: true; requests to a real account always go where AWS says',
    });
  });

const accountsSchema = z
  .array(accountSchema)
  .default([])
  .superRefine((accounts, context) => {
    accounts.forEach(({ accountId }, index) => {
      if (accounts.findIndex(one => one.accountId === accountId) < index) {
        context.addIssue({
          code: 'custom',
          path: [index, 'accountId'],
          message: `names account ${accountId} a second time`,
        });
      }
    });
  });

/**
 * The accounts of `eksAccess.accounts`, frozen; none when the key is absent.
 *
 * @throws when a value is wrong, with the path of its key.
 * @public
 */
export function readAccounts(config: Config): readonly AccountConfig[] {
  return readConfigSection(config, 'eksAccess.accounts', accountsSchema);
}
