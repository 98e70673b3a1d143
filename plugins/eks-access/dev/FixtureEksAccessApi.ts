import {
  EksAccessApi,
  EksAccessCallInput,
  EksAccessCallOutput,
  EksAccessRouteName,
  eksAccessRoutes,
  GrantView,
  isoDurationToMs,
  RequestView,
} from '@eks-access/backstage-plugin-eks-access-common';
import {
  aGrant,
  aPreview,
  aRequest,
  NOW,
  someTerms,
} from '../src/__fixtures__';
import { firstWorld, me, World } from './world';

/** How long AWS takes in the dev app, so that the states in between can be seen. */
const AWS_TAKES_MS = 4000;

/**
 * The API over a world in memory: what is asked for waits, what is approved starts and is active a moment later. No rule of the backend is
 * in here; it serves to look at the pages.
 */
export class FixtureEksAccessApi implements EksAccessApi {
  readonly #world: World = aroundThePresent(firstWorld());

  async call<N extends EksAccessRouteName>(
    name: N,
    input: EksAccessCallInput<N>,
  ): Promise<EksAccessCallOutput<N>> {
    await new Promise(resolve => setTimeout(resolve, 150));
    const { params, query, body } = eksAccessCallParts(input);
    const answered = this.#answer(name, { ...params, ...query, ...body });
    // Parsed, so that the dev app too fails where a fixture drifts from the contract; and copied, so that a later change is not seen early.
    return eksAccessRoutes[name].response.parse(
      JSON.parse(JSON.stringify(answered)),
    ) as EksAccessCallOutput<N>;
  }

  #answer(name: EksAccessRouteName, given: Record<string, string>): unknown {
    const world = this.#world;
    const asOf = new Date().toISOString();
    switch (name) {
      case 'getStatus':
        return world.status;
      case 'getGroupAccess':
        return this.#groupAccess(`${given.namespace}/${given.name}`, asOf);
      case 'listClusters':
        return { asOf, clusters: world.clusters.map(each => each.summary) };
      case 'getCluster':
        return this.#cluster(given);
      case 'setClusterMode': {
        const cluster = this.#cluster(given);
        cluster.summary.mode = given.mode === 'manage' ? 'manage' : 'observe';
        cluster.modeChanges.unshift({
          to: cluster.summary.mode,
          by: me.ref,
          at: asOf,
          reason: given.reason,
        });
        return cluster;
      }
      case 'checkMapping':
        return found(world.mappings[`${given.namespace}/${given.name}`]);
      case 'previewRequest':
        return aroundThePresent(
          aPreview({
            ...levelOf(world, given),
            cluster: this.#rowOf(given.clusterArn).cluster,
          }),
        );
      case 'createRequest':
        return this.#ask(given, asOf);
      case 'listRequests':
        return { asOf, requests: this.#requests(given.view) };
      case 'getRequest':
        return this.#request(given.id);
      case 'decideRequest':
        return this.#decide(given, asOf);
      case 'cancelRequest':
        return Object.assign(this.#request(given.id), {
          state: 'cancelled',
          canCancel: false,
          sentence: 'Taken back.',
        });
      case 'giveBackGrant':
        return this.#giveBack(given.id);
      default:
        return unreachable(name);
    }
  }

  #groupAccess(key: string, asOf: string) {
    const access = found(this.#world.groups[key]);
    access.asOf = asOf;
    for (const row of access.clusters) {
      row.requests = this.#world.requests.filter(
        request => request.cluster.arn === row.cluster.arn,
      );
    }
    return access;
  }

  #requests(view: string): RequestView[] {
    return this.#world.requests.filter(request => {
      if (view === 'mine') return request.requester.ref === me.ref;
      const isOpen = request.youMayDecideBecause !== undefined;
      return view === 'to-decide'
        ? isOpen
        : request.decisions.some(({ by }) => by.ref === me.ref);
    });
  }

  #request(id: string): RequestView {
    return found(this.#world.requests.find(request => request.id === id));
  }

  #cluster(given: Record<string, string>) {
    return found(
      this.#world.clusters.find(
        ({ summary }) => summary.cluster.name === given.name,
      ),
    );
  }

  #rowOf(clusterArn: string) {
    return found(
      this.#world.groups['default/payments'].clusters.find(
        ({ cluster }) => cluster.arn === clusterArn,
      ),
    );
  }

  #ask(given: Record<string, string>, asOf: string): RequestView {
    const { policies, level, levelTitle } = levelOf(this.#world, given);
    const request = aRequest({
      id: crypto.randomUUID(),
      requester: me,
      reason: given.reason,
      cluster: this.#rowOf(given.clusterArn).cluster,
      level,
      levelTitle,
      terms: someTerms({
        policies,
        durationSeconds: (isoDurationToMs(given.duration) ?? 0) / 1000,
      }),
      createdAt: asOf,
      answerBy: new Date(Date.now() + 3 * 86_400_000).toISOString(),
    });
    this.#world.requests.unshift(request);
    return request;
  }

  #decide(given: Record<string, string>, asOf: string): RequestView {
    const request = this.#request(given.id);
    const isApproved = given.decision === 'approve';
    request.decisions.push({
      by: me,
      decision: isApproved ? 'approve' : 'deny',
      comment: given.comment,
      at: asOf,
    });
    delete request.youMayDecideBecause;
    request.state = isApproved ? 'approved' : 'denied';
    request.sentence = isApproved
      ? `Approved by ${me.title}.`
      : `Denied by ${me.title}.`;
    if (isApproved) {
      const grant = aGrant({
        id: crypto.randomUUID(),
        state: 'starting',
        startedAt: undefined,
        canGiveBack: request.requester.ref === me.ref,
        expiresAt: new Date(
          Date.now() + request.terms.durationSeconds * 1000,
        ).toISOString(),
      });
      request.grant = grant;
      later(grant, { state: 'active' });
    }
    return request;
  }

  #giveBack(grantId: string): RequestView {
    const request = found(
      this.#world.requests.find(({ grant }) => grant?.id === grantId),
    );
    const grant = found(request.grant);
    Object.assign(grant, {
      state: 'ending',
      canGiveBack: false,
      connect: undefined,
    });
    later(grant, {
      state: 'ended',
      endedBecause: 'given-back',
      removedAtApiAt: new Date(Date.now() + AWS_TAKES_MS).toISOString(),
      surelyWithoutEffectBy: new Date(Date.now() + 900_000).toISOString(),
    });
    return request;
  }
}

function eksAccessCallParts(input: object) {
  return input as Record<
    'params' | 'query' | 'body',
    Record<string, string> | undefined
  >;
}

function levelOf(world: World, given: Record<string, string>) {
  const level = found(
    world.groups['default/payments'].clusters
      .flatMap(({ levels }) => levels)
      .find(each => each.level === given.level),
  );
  return {
    level: level.level,
    levelTitle: level.title,
    levelDescription: level.description,
    policies: level.policies,
    maxDuration: level.maxDuration ?? 'PT1H',
    durations:
      level.level === 'admin'
        ? ['PT30M', 'PT1H', 'PT2H']
        : ['PT30M', 'PT1H', 'PT4H', 'PT8H'],
  };
}

function later(grant: GrantView, change: Partial<GrantView>) {
  setTimeout(() => Object.assign(grant, change), AWS_TAKES_MS);
}

/** Moves every instant of a value by the distance between the fixtures' present and ours. */
function aroundThePresent<T>(value: T): T {
  const distance = Date.now() - Date.parse(NOW);
  return JSON.parse(JSON.stringify(value), (_, each) =>
    typeof each === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(each)
      ? new Date(Date.parse(each) + distance).toISOString()
      : each,
  );
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The dev world has no such thing');
  return value;
}

function unreachable(name: never): never {
  throw new Error(`Not a route: ${String(name)}`);
}
