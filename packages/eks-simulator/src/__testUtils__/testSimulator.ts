import { createSimulator, type Simulator } from '../createSimulator';
import type { Settings } from '../settings';
import type { WorldSeed } from '../world';
import { signedQuery, signedRequest, type RawCall } from './signedCalls';
import { keys, testNow, testSeed } from './testWorld';

/** A simulator of the test world with a clock that stands still until it is moved, and signed calls to it. */
export interface TestSimulator {
  readonly simulator: Simulator;
  now(): number;
  moveClock(ms: number): void;
  /** A call to EKS, by the administrator unless said otherwise. */
  eks(
    method: string,
    path: string,
    body?: unknown,
    overrides?: Partial<RawCall>,
  ): Promise<Response>;
  /** A call to IAM or STS. */
  query(
    service: 'iam' | 'sts',
    parameters: Record<string, string>,
    overrides?: Partial<RawCall>,
  ): Promise<Response>;
  control(method: string, path: string, body?: unknown): Promise<Response>;
}

export function aSimulator(
  options: { settings?: Partial<Settings>; seed?: WorldSeed } = {},
): TestSimulator {
  let now = testNow;
  const simulator = createSimulator({
    seed: testSeed,
    ...options,
    clock: () => now,
  });
  const signing = () => ({
    credentials: keys.administrator,
    signingDate: new Date(now),
  });
  return {
    simulator,
    now: () => now,
    moveClock(ms) {
      now += ms;
    },
    async eks(method, path, body, overrides) {
      const [pathname, search = ''] = path.split('?');
      return simulator.handle(
        await signedRequest({
          method,
          path: pathname,
          query: Object.fromEntries(new URLSearchParams(search)),
          body: body === undefined ? undefined : JSON.stringify(body),
          ...signing(),
          ...overrides,
        }),
      );
    },
    async query(service, parameters, overrides) {
      return simulator.handle(
        await signedQuery(service, parameters, { ...signing(), ...overrides }),
      );
    },
    control(method, path, body) {
      return simulator.handle(
        new Request(`http://localhost/_simulator/${path}`, {
          method,
          headers: { 'content-type': 'application/json' },
          body: body === undefined ? undefined : JSON.stringify(body),
        }),
      );
    },
  };
}

/** Path of a cluster's entries, or of one entry. */
export function entriesPath(clusterName: string, principalArn?: string) {
  const entries = `/clusters/${clusterName}/access-entries`;
  return principalArn === undefined
    ? entries
    : `${entries}/${encodeURIComponent(principalArn)}`;
}
