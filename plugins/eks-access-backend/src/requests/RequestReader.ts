import type { Instant } from '../access';
import { detailsOf, type RequestDetails } from './requestDetails';
import { formatPageEnd, parsePageEnd, type PageView } from './requestPages';
import type { RequestStore } from './RequestStore';
import { done, refused, type Outcome, type RequestRecord } from './types';
import { admits, levelsDecidedBy, visibleTo, type Viewer } from './visibility';
import { knownOf, pageWorld, type World } from './world';

export interface RequestReaderOptions {
  readonly world: World;
  readonly requests: RequestStore;
  readonly permissionsOff: boolean;
  /** The database's clock. */
  readonly now: () => Promise<Instant>;
}

export interface RequestPage {
  readonly at: Instant;
  readonly requests: readonly RequestDetails[];
  readonly next: string | undefined;
}

/** Requests as one person may see them. What a person may not see does not exist for that person: `NOT_FOUND`. */
export class RequestReader {
  readonly #world: World;
  readonly #requests: RequestStore;
  readonly #permissionsOff: boolean;
  readonly #now: () => Promise<Instant>;

  constructor(options: RequestReaderOptions) {
    this.#world = options.world;
    this.#requests = options.requests;
    this.#permissionsOff = options.permissionsOff;
    this.#now = options.now;
  }

  /** Who looks, with every group of the person; `CATALOG_UNAVAILABLE` where that cannot be read. */
  async viewerOf(personRef: string): Promise<Outcome<Viewer>> {
    const groups = await this.#world.membership.groupsOf(personRef);
    return groups.kind === 'known'
      ? done({ ref: personRef, groups: groups.value })
      : refused('CATALOG_UNAVAILABLE');
  }

  async get(
    personRef: string,
    requestId: string,
  ): Promise<Outcome<RequestDetails>> {
    const seen = await this.seenBy(personRef, requestId);
    if (seen.outcome === 'refused') return seen;
    const { record, viewer } = seen.value;
    const [details] = await this.#detailsOf([record], viewer);
    return done(details);
  }

  async list(
    personRef: string,
    input: {
      readonly view: PageView['kind'];
      readonly limit: number;
      readonly before: string | undefined;
    },
  ): Promise<Outcome<RequestPage>> {
    const before =
      input.before === undefined ? undefined : parsePageEnd(input.before);
    if (input.before !== undefined && !before) {
      return refused('INPUT_INVALID', [
        { field: 'before', problem: 'is not the end of a page' },
      ]);
    }
    const viewer = await this.viewerOf(personRef);
    if (viewer.outcome === 'refused') return viewer;
    const view = this.#world.view();
    const at = await this.#now();
    const page = await this.#requests.readPage({
      view:
        input.view === 'to-decide'
          ? { kind: input.view, levels: levelsDecidedBy(viewer.value, view) }
          : { kind: input.view },
      visible: visibleTo(viewer.value, view),
      limit: input.limit,
      before,
      at,
    });
    return done({
      at,
      requests: await this.#detailsOf(page.records, viewer.value),
      next: page.next && formatPageEnd(page.next),
    });
  }

  /** Open and recent requests of a group, for somebody who may see the group; newest first. */
  async listOfGroup(
    viewer: Viewer,
    groupRef: string,
    since: Instant,
  ): Promise<readonly RequestDetails[]> {
    const records = await this.#requests.readOfGroup({
      groupRef,
      since,
      visible: visibleTo(viewer, this.#world.view()),
    });
    return await this.#detailsOf(records, viewer);
  }

  /** The request itself, with who looks; for rules about it. */
  async seenBy(
    personRef: string,
    requestId: string,
  ): Promise<Outcome<{ record: RequestRecord; viewer: Viewer }>> {
    const viewer = await this.viewerOf(personRef);
    if (viewer.outcome === 'refused') return viewer;
    const record = await this.#requests.get(requestId);
    if (!record) return refused('NOT_FOUND');
    const { request, decisions } = record;
    const visible = visibleTo(viewer.value, this.#world.view());
    const deciderRefs = decisions.map(({ byRef }) => byRef);
    return admits(visible, { ...request, deciderRefs })
      ? done({ record, viewer: viewer.value })
      : refused('NOT_FOUND');
  }

  /** The request of its own requester; also while the catalog cannot be read, since an end needs an answer then. */
  async getOwn(
    personRef: string,
    requestId: string,
  ): Promise<Outcome<RequestDetails>> {
    const record = await this.#requests.get(requestId);
    if (!record) return refused('NOT_FOUND');
    const groups = await this.#world.membership.groupsOf(personRef);
    const viewer = {
      ref: personRef,
      groups: knownOf(groups) ?? new Set<string>(),
    };
    const [details] = await this.#detailsOf([record], viewer);
    return done(details);
  }

  async #detailsOf(
    records: readonly RequestRecord[],
    viewer: Viewer,
  ): Promise<readonly RequestDetails[]> {
    const context = {
      world: pageWorld(this.#world),
      viewer,
      permissionsOff: this.#permissionsOff,
      at: await this.#now(),
    };
    return await Promise.all(records.map(record => detailsOf(record, context)));
  }
}
