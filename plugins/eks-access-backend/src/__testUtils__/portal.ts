import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  DescribeAccessEntryCommand,
  ListAssociatedAccessPoliciesCommand,
} from '@aws-sdk/client-eks';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  EksAccessClient,
  type EksAccessApi,
} from '@eks-access/backstage-plugin-eks-access-common';
import { awsClientsFor } from '@eks-access/backstage-plugin-eks-access-node';
import {
  exampleAccounts,
  exampleWorld,
  startSimulator,
  type RunningSimulator,
} from '@eks-access/eks-simulator';
import knexFactory, { type Knex } from 'knex';
import eksAccessPlugin from '..';
import { exampleCatalog } from './exampleCatalog';

export const payments = {
  accountId: exampleAccounts.acme,
  region: 'eu-west-1',
  name: 'payments-dev',
};
export const paymentsArn = `arn:aws:eks:eu-west-1:${exampleAccounts.acme}:cluster/payments-dev`;
export const editorRole = `arn:aws:iam::${exampleAccounts.acme}:role/teams/payments-editor`;
export const viewerRole = `arn:aws:iam::${exampleAccounts.acme}:role/teams/payments`;

/** The plugin in a Backstage backend, with the catalog that the test gives, the simulator in the place of AWS, and a SQLite file. */
export class TestPortal {
  static async create(): Promise<TestPortal> {
    const directory = await mkdtemp(path.join(tmpdir(), 'eks-access-portal-'));
    const simulator = await startSimulator({
      seed: exampleWorld(new Date()),
      port: 0,
    });
    return new TestPortal(directory, simulator);
  }

  /** What the catalog holds from now on. */
  entities: readonly Entity[] = exampleCatalog();
  #running: { stop(): Promise<void>; baseUrl: string } | undefined;
  #databases: Knex[] = [];

  private constructor(
    private readonly directory: string,
    readonly simulator: RunningSimulator,
  ) {}

  /** Starts the backend, or starts it again on the same database; answers once it has read the catalog. */
  async start(options: { permissionsEnabled?: boolean } = {}): Promise<void> {
    const knex = this.#openDatabase();
    const backend = await startTestBackend({
      features: [
        eksAccessPlugin,
        mockServices.rootLogger.factory({ level: 'error' }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        schedulerServiceFactory,
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: this.#config(options.permissionsEnabled ?? true),
        }),
        createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          factory: () => this.#catalog(),
        }),
      ],
    });
    this.#running = {
      stop: () => backend.stop(),
      baseUrl: `http://localhost:${backend.server.port()}/api/eks-access`,
    };
    await until(
      () => this.as('pia').call('getStatus', {}),
      ({ catalog }) => catalog.state === 'good',
    );
  }

  async stopBackend(): Promise<void> {
    await this.#running?.stop();
    this.#running = undefined;
    await Promise.all(this.#databases.splice(0).map(knex => knex.destroy()));
  }

  async stop(): Promise<void> {
    await this.stopBackend();
    await this.simulator.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** The API as one person calls it; every answer is checked against the contract. */
  as(person: string): EksAccessApi {
    const authorization = mockCredentials.user.header(`user:default/${person}`);
    return new EksAccessClient({
      baseUrl: async () => this.#running?.baseUrl ?? '',
      fetch: async (input, init) =>
        fetch(input, {
          ...init,
          headers: { ...init?.headers, authorization },
        }),
    });
  }

  /** Policies of a role's entry as the AWS SDK reads them, by name with their namespaces; undefined without an entry. */
  async entryOf(principalArn: string) {
    const { eks } = awsClientsFor({
      account: { simulated: true, endpoint: this.simulator.url },
      region: payments.region,
      credentials: async () => this.simulator.credentials(payments.accountId),
      requestTimeoutMs: 5_000,
    });
    const entry = { clusterName: payments.name, principalArn };
    try {
      await eks.send(new DescribeAccessEntryCommand(entry));
      const { associatedAccessPolicies = [] } = await eks.send(
        new ListAssociatedAccessPoliciesCommand(entry),
      );
      return associatedAccessPolicies.map(
        ({ policyArn, accessScope }) =>
          `${policyArn?.replace(/^.*\//, '')} ${accessScope?.namespaces}`,
      );
    } catch (error) {
      if (
        error instanceof Error &&
        error.name === 'ResourceNotFoundException'
      ) {
        return undefined;
      }
      throw error;
    }
  }

  /** Write calls that reached AWS so far. */
  writes(): readonly string[] {
    return this.simulator
      .calls({ write: true, service: 'eks' })
      .map(({ operation }) => operation);
  }

  #openDatabase(): Knex {
    const knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: path.join(this.directory, 'eks-access.sqlite') },
      useNullAsDefault: true,
    });
    this.#databases.push(knex);
    return knex;
  }

  /** Asks the catalog of the moment, so that a test can change it under a running backend. */
  #catalog(): CatalogService {
    return new Proxy(catalogServiceMock(), {
      get: (_, method) => {
        const now = catalogServiceMock({ entities: [...this.entities] });
        const value = Reflect.get(now, method);
        return typeof value === 'function' ? value.bind(now) : value;
      },
    });
  }

  #config(permissionsEnabled: boolean) {
    const { acme } = exampleAccounts;
    return {
      backend: { baseUrl: 'http://localhost:7007' },
      permission: { enabled: permissionsEnabled },
      aws: {
        accounts: [{ accountId: acme, ...this.simulator.credentials(acme) }],
      },
      eksAccess: {
        accounts: [
          {
            accountId: acme,
            regions: [payments.region],
            owner: 'group:default/platform',
            simulated: true,
            endpoint: this.simulator.url,
          },
        ],
        trust: [
          {
            locations: ['https://github.com/acme/platform/blob/main/eks/**'],
            kinds: ['EksAccessMapping', 'Resource'],
            clusters: 'all',
            roles: [{ path: '/teams/', name: '*' }],
            policies: ['AmazonEKSViewPolicy', 'AmazonEKSEditPolicy'],
          },
        ],
        reconcile: { tickSeconds: 1, sweepSeconds: 5, catalogSeconds: 1 },
        requests: { minDuration: 'PT1S' },
      },
    };
  }
}

/** Asks again until the answer is as wanted, as a page does; fails with the last answer after 30 s. */
export async function until<T>(
  ask: () => Promise<T>,
  wanted: (answer: T) => boolean,
): Promise<T> {
  const giveUpAt = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > giveUpAt) {
      throw new Error(`still not: ${JSON.stringify(answer)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/** The code of a refused call. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  return await call.then(
    () => 'done',
    error => error.body?.error?.code ?? String(error),
  );
}
