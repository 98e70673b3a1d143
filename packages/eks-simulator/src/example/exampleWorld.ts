import type { WorldSeed } from '../world';
import {
  accessKey,
  nodeEntry,
  trustOf,
  trustOfSamlProvider,
  trustOfService,
} from './parts';

/** Account ids of the example world. */
export const exampleAccounts = {
  /** The team accounts of the example: payments and ledger, in eu-west-1. */
  acme: '111122223333',
  /** The older shop, in us-east-1. */
  shop: '444455556666',
} as const;

/** The external id that the backend's roles ask for. */
export const exampleExternalId = 'eks-access-example';

/** Access keys of the example world. They open nothing but the simulator, and look like it. */
export const exampleCredentials = {
  /** The portal's own user in account 111122223333, which may assume `backstage-eks-access` in both accounts. */
  hub: {
    accessKeyId: 'AKIASIMULATOR0000HUB',
    secretAccessKey: 'simulator-hub-secret',
  },
  administrators: {
    [exampleAccounts.acme]: {
      accessKeyId: 'AKIASIMULATOR000ADM1',
      secretAccessKey: 'simulator-admin-secret-111122223333',
    },
    [exampleAccounts.shop]: {
      accessKeyId: 'AKIASIMULATOR000ADM2',
      secretAccessKey: 'simulator-admin-secret-444455556666',
    },
  },
} as const;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Two accounts, three clusters, and what one finds on clusters that people have used for years: node entries, the
 * creator's admin entry, entries that Terraform made, and one dead entry. Dates are before `startedAt`.
 */
export function exampleWorld(startedAt: Date): WorldSeed {
  const daysBefore = (days: number) =>
    new Date(startedAt.getTime() - days * dayMs).toISOString();
  const { acme, shop } = exampleAccounts;
  const acmeRole = (pathAndName: string) =>
    `arn:aws:iam::${acme}:role/${pathAndName}`;
  const shopRole = (pathAndName: string) =>
    `arn:aws:iam::${shop}:role/${pathAndName}`;
  const hub = `arn:aws:iam::${acme}:user/backstage-hub`;
  const paymentsPeople =
    'aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_PaymentsDeveloper_1f2e3d4c5b6a7980';

  const sharedRoles = (accountId: string) => [
    {
      name: 'backstage-eks-access',
      description: 'What the portal does in this account',
      createdAt: daysBefore(90),
      trustPolicy: trustOf([hub], exampleExternalId),
    },
    {
      name: 'platform-admin',
      createdAt: daysBefore(800),
      trustPolicy: trustOf([`arn:aws:iam::${accountId}:root`]),
    },
    {
      name: 'terraform',
      createdAt: daysBefore(780),
      trustPolicy: trustOf([
        `arn:aws:iam::${accountId}:role/ci-deployer`,
        `arn:aws:iam::${accountId}:role/platform-admin`,
      ]),
    },
    {
      name: 'ci-deployer',
      createdAt: daysBefore(600),
      trustPolicy: trustOf([`arn:aws:iam::${accountId}:role/platform-admin`]),
    },
    {
      name: 'eks-node',
      createdAt: daysBefore(790),
      trustPolicy: trustOfService('ec2.amazonaws.com'),
    },
  ];
  const teamRole = (name: string, days: number, people: readonly string[]) => ({
    name,
    path: '/teams/',
    createdAt: daysBefore(days),
    trustPolicy: trustOf(people),
  });
  const clusterAdmin = (principalArn: string, days: number) => ({
    principalArn,
    createdAt: daysBefore(days),
    policies: [{ policy: 'AmazonEKSClusterAdminPolicy' as const }],
  });

  return {
    accounts: [
      {
        accountId: acme,
        administrator: accessKey(exampleCredentials.administrators[acme]),
        users: [
          {
            name: 'backstage-hub',
            createdAt: daysBefore(90),
            accessKeys: [accessKey(exampleCredentials.hub)],
          },
        ],
        roles: [
          ...sharedRoles(acme),
          {
            name: paymentsPeople.split('/')[3],
            path: `/${paymentsPeople.split('/').slice(0, 3).join('/')}/`,
            createdAt: daysBefore(500),
            trustPolicy: trustOfSamlProvider(
              `arn:aws:iam::${acme}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`,
            ),
          },
          teamRole('payments', 400, [acmeRole(paymentsPeople)]),
          teamRole('payments-editor', 400, [acmeRole(paymentsPeople)]),
          teamRole('ledger', 380, [`arn:aws:iam::${acme}:root`]),
          teamRole('ledger-editor', 380, [acmeRole('platform-admin')]),
          teamRole('shop', 300, [shopRole('platform-admin')]),
          teamRole('shop-editor', 300, [shopRole('platform-admin')]),
        ],
        clusters: [
          {
            name: 'payments-dev',
            region: 'eu-west-1',
            createdAt: daysBefore(420),
            authenticationMode: 'API',
            tags: { env: 'dev' },
            entries: [
              clusterAdmin(acmeRole('platform-admin'), 420),
              nodeEntry(acmeRole('eks-node'), daysBefore(419)),
              {
                principalArn: acmeRole('teams/ledger'),
                createdAt: daysBefore(200),
                tags: { ManagedBy: 'terraform', Stack: 'ledger-access' },
                policies: [
                  { policy: 'AmazonEKSViewPolicy', namespaces: ['ledger'] },
                ],
              },
            ],
          },
          {
            name: 'payments-prod',
            region: 'eu-west-1',
            createdAt: daysBefore(410),
            authenticationMode: 'API',
            tags: { env: 'prod' },
            entries: [
              clusterAdmin(acmeRole('platform-admin'), 410),
              nodeEntry(acmeRole('eks-node'), daysBefore(409)),
              {
                principalArn: acmeRole('ci-deployer'),
                createdAt: daysBefore(250),
                tags: { ManagedBy: 'terraform', Stack: 'payments-delivery' },
                policies: [
                  { policy: 'AmazonEKSEditPolicy', namespaces: ['payments'] },
                ],
              },
            ],
          },
        ],
      },
      {
        accountId: shop,
        administrator: accessKey(exampleCredentials.administrators[shop]),
        roles: [
          ...sharedRoles(shop),
          teamRole('shop', 700, [`arn:aws:iam::${shop}:root`]),
          teamRole('shop-editor', 700, [shopRole('platform-admin')]),
          // Made again two months ago: younger than its entry below, which is dead since then.
          teamRole('old-oncall', 60, [shopRole('platform-admin')]),
        ],
        clusters: [
          {
            name: 'Shop_Legacy',
            region: 'us-east-1',
            createdAt: daysBefore(760),
            authenticationMode: 'API_AND_CONFIG_MAP',
            version: '1.31',
            tags: { env: 'prod' },
            entries: [
              clusterAdmin(shopRole('platform-admin'), 350),
              nodeEntry(shopRole('eks-node'), daysBefore(350)),
              {
                principalArn: shopRole('teams/old-oncall'),
                createdAt: daysBefore(340),
                policies: [
                  { policy: 'AmazonEKSEditPolicy', namespaces: ['shop'] },
                ],
              },
            ],
          },
        ],
      },
    ],
  };
}
