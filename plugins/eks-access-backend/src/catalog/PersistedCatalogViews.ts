import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Instant, Observation } from '../access';
import type { EksAccessConfig } from '../config';
import type { EksAccessDatabase } from '../database';
import { deriveView } from './deriveView';
import type { RawCatalog } from './rawCatalog';
import { readCatalog } from './readCatalog';
import { reasonToRefuse } from './reasonToRefuse';
import { SnapshotStore, type Snapshot } from './SnapshotStore';
import { Trust } from './trust';
import type { CatalogView, CatalogViews } from './types';

export interface CatalogViewsOptions {
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly database: EksAccessDatabase;
  readonly config: Pick<EksAccessConfig, 'trust' | 'protectedPrincipals'>;
  /** Names of the access policies that EKS has; asked on every refresh. */
  readonly knownPolicies: () => Promise<Observation<readonly string[]>>;
  /** Logged at the start, and put behind the sentence about the state; see `catalogRulesWarnings`. */
  readonly warnings: readonly string[];
  readonly logger: LoggerService;
  /** What relative `file:` locations of trust items are relative to; the working directory, as for `catalog.locations`. */
  readonly root?: string;
}

type Outcome =
  | {
      readonly kind: 'accepted';
      readonly view: CatalogView;
      readonly raw: RawCatalog;
    }
  | { readonly kind: 'refused'; readonly because: string };

const KEPT =
  'What was read before stays as it was, and nothing new is granted until the catalog answers whole.';

/**
 * Reads the catalog again and again, and believes it only when it answers whole and not much emptier than before (DESIGN rule 8).
 *
 * Every replica reads for itself and shares what was accepted last through the database; a read that began earlier never replaces one
 * that began later.
 */
export class PersistedCatalogViews implements CatalogViews {
  readonly #options: CatalogViewsOptions;
  readonly #trust: Trust;
  readonly #store: SnapshotStore;
  #view: CatalogView;
  #accepted: RawCatalog | undefined;
  #running: Promise<void> | undefined;

  /**
   * The views, beginning with what was accepted before the restart.
   *
   * @throws when a trusted location is no pattern
   */
  static async create(
    options: CatalogViewsOptions,
  ): Promise<PersistedCatalogViews> {
    const { database, logger, warnings } = options;
    warnings.forEach(warning => logger.warn(warning));
    const trust = new Trust(
      options.config.trust,
      options.root ?? process.cwd(),
    );
    const views = new PersistedCatalogViews(
      options,
      trust,
      await database.now(),
    );
    await views.#restore();
    return views;
  }

  private constructor(
    options: CatalogViewsOptions,
    trust: Trust,
    createdAt: Instant,
  ) {
    this.#options = options;
    this.#trust = trust;
    this.#store = new SnapshotStore(options.logger);
    this.#view = {
      asOf: createdAt,
      state: 'never-read',
      sentence: this.#withWarnings('The catalog has not been read yet.'),
      mappings: [],
      checks: new Map(),
      clusters: [],
      title: ref => ref.slice(ref.lastIndexOf('/') + 1),
    };
  }

  current(): CatalogView {
    return this.#view;
  }

  /** What was accepted last, undefined before the first time; for what must not follow an answer that nobody has checked yet. */
  accepted(): RawCatalog | undefined {
    return this.#accepted;
  }

  async refresh(): Promise<void> {
    // One after the other in a process: the second of two at once would only read the same again.
    this.#running ??= this.#refreshOnce().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  async #restore(): Promise<void> {
    const { database } = this.#options;
    const snapshot = await database.transaction(trx => this.#store.load(trx));
    if (!snapshot) return;
    const { view } = this.#derive(snapshot, await this.#knownPolicies());
    this.#accepted = snapshot.raw;
    this.#view = {
      ...view,
      state: 'stale',
      sentence: this.#withWarnings(
        `The catalog has not been read since the start. ${KEPT}`,
      ),
    };
  }

  async #refreshOnce(): Promise<void> {
    const { logger } = this.#options;
    try {
      const outcome = await this.#readOnce();
      if (outcome.kind === 'refused') {
        this.#keep(
          `The last answer of the catalog is not believed: ${outcome.because}. ${KEPT}`,
          { because: outcome.because },
        );
        return;
      }
      if (this.#view.state !== 'good') {
        logger.info('The catalog was read whole');
      }
      this.#accepted = outcome.raw;
      this.#view = {
        ...outcome.view,
        sentence: this.#withWarnings(outcome.view.sentence),
      };
    } catch (error) {
      this.#keep(`The catalog could not be read. ${KEPT}`, {
        cause: error instanceof Error ? error.message : String(error),
      });
    }
  }

  /** @throws when the catalog or the database fails */
  async #readOnce(): Promise<Outcome> {
    const { catalog, auth, database } = this.#options;
    const readAt = await database.now();
    const raw = await readCatalog(
      catalog,
      await auth.getOwnServiceCredentials(),
    );
    // Before the transaction, which holds the write lock.
    const knownPolicies = await this.#knownPolicies();
    return database.transaction(async trx => {
      const last = await this.#store.load(trx);
      if (last && last.readAt > readAt) {
        // Another replica has read later than we have.
        const { view } = this.#derive(last, knownPolicies);
        return { kind: 'accepted', view, raw: last.raw };
      }
      const because = reasonToRefuse(last?.raw, raw);
      if (because !== undefined) return { kind: 'refused', because };
      const { view, lastGood } = this.#derive(
        { readAt, raw, lastGood: last?.lastGood ?? {} },
        knownPolicies,
      );
      await this.#store.save(trx, { readAt, raw, lastGood });
      return { kind: 'accepted', view, raw };
    });
  }

  #derive(
    { readAt, raw, lastGood }: Snapshot,
    knownPolicies: Observation<readonly string[]>,
  ) {
    return deriveView({
      raw,
      lastGood,
      trust: this.#trust,
      protectedPrincipals: this.#options.config.protectedPrincipals,
      knownPolicies,
      at: readAt,
    });
  }

  async #knownPolicies(): Promise<Observation<readonly string[]>> {
    try {
      return await this.#options.knownPolicies();
    } catch (error) {
      return {
        kind: 'unknown',
        because: error instanceof Error ? error.message : String(error),
      };
    }
  }

  /** The view that there was, no longer good; one that never was read stays so. */
  #keep(sentence: string, details: Record<string, string>): void {
    if (this.#view.state !== 'stale') {
      this.#options.logger.warn(
        'The catalog keeps its last good view',
        details,
      );
    }
    this.#view = {
      ...this.#view,
      state: this.#accepted ? 'stale' : 'never-read',
      sentence: this.#withWarnings(sentence),
    };
  }

  #withWarnings(sentence: string): string {
    return [sentence, ...this.#options.warnings].join(' ');
  }
}
