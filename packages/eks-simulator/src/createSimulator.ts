import { setTimeout as wait } from 'node:timers/promises';
import type { Call, CallFilter } from './calls';
import { controlPrefix, handleControl } from './control';
import { createEngine } from './engine';
import { handleAws } from './handleAws';
import type { Settings } from './settings';
import type { SignedRequest } from './signature';
import {
  administratorName,
  buildWorld,
  member,
  randomIds,
  reachOf,
  type Ids,
  type Reach,
  type World,
  type WorldSeed,
} from './world';

/** What a simulator starts from. */
export interface SimulatorOptions {
  /** The world to begin with. */
  readonly seed: WorldSeed;
  /** A world kept from an earlier run; it counts instead of the seed. */
  readonly world?: World;
  /** Milliseconds since the epoch; the machine's clock by default. Signatures are checked against it. */
  readonly clock?: () => number;
  /** Random by default. */
  readonly ids?: Ids;
  readonly settings?: Partial<Settings>;
  /** Stores each new world before the call that made it is answered. */
  readonly keep?: (world: World) => Promise<void>;
}

/** A simulated AWS without a network: requests in, responses out. */
export interface Simulator {
  /** Answers a signed request to EKS, IAM or STS whatever its host, or one to the control API. */
  handle(request: Request): Promise<Response>;
  /** Access key of the account's seeded administrator. Throws when the seed gives none. */
  credentials(accountId: string): {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
  /** The world now, not as delayed reads see it. */
  state(): World;
  /** The log, oldest first. */
  calls(filter?: CallFilter): readonly Call[];
  resetCalls(): void;
  settings(): Settings;
  changeSettings(change: Partial<Settings>): Settings;
  /**
   * Whether the cluster (by ARN) lets the principal in, as its entry and the principal's id are now and as far as the
   * visibility delay lets it be seen.
   */
  canAssumeRoleReach(clusterArn: string, principalArn: string): Reach;
}

async function readRequest(request: Request): Promise<SignedRequest> {
  return {
    method: request.method,
    url: new URL(request.url),
    headers: request.headers,
    body: new Uint8Array(await request.arrayBuffer()),
  };
}

/** A simulator in this process. It opens no port; `startSimulator` does. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const ids = options.ids ?? randomIds();
  const engine = createEngine({
    world: options.world ?? buildWorld(options.seed, ids),
    now: options.clock ?? Date.now,
    ids,
    settings: options.settings,
    keep: options.keep ?? (async () => undefined),
  });

  return {
    async handle(rawRequest) {
      const request = await readRequest(rawRequest);
      if (request.url.pathname.startsWith(controlPrefix)) {
        return handleControl(engine, request);
      }
      const response = await handleAws(engine, request);
      const { latencyMs } = engine.settings();
      if (latencyMs > 0) await wait(latencyMs);
      return response;
    },
    credentials(accountId) {
      const account = member(engine.world().accounts, accountId);
      const [key] =
        Object.values(account?.users ?? {}).find(
          ({ name }) => name === administratorName,
        )?.accessKeys ?? [];
      if (!key) {
        throw new Error(`The world has no administrator for ${accountId}`);
      }
      // A copy: the AWS SDK marks the credentials it is given, and this one is part of the world.
      return { ...key };
    },
    state: () => engine.world(),
    calls: (filter = {}) => engine.calls.list(filter),
    resetCalls: () => engine.calls.reset(),
    settings: () => engine.settings(),
    changeSettings: change => engine.changeSettings(change),
    canAssumeRoleReach: (clusterArn, principalArn) =>
      reachOf(engine.visibleWorld(), clusterArn, principalArn),
  };
}
