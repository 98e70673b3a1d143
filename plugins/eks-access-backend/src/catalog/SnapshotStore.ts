import { createHash } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Instant } from '../access';
import { readInstant } from '../database';
import {
  lastGoodDeclarationsSchema,
  type LastGoodDeclarations,
} from './lastGood';
import { rawCatalogSchema, type RawCatalog } from './rawCatalog';

/** An accepted read of the catalog. */
export interface Snapshot {
  /** When the read began, by the database's clock. */
  readonly readAt: Instant;
  readonly raw: RawCatalog;
  readonly lastGood: LastGoodDeclarations;
}

const contentSchema = z.strictObject({
  raw: rawCatalogSchema,
  lastGood: lastGoodDeclarationsSchema,
});

type Content = z.infer<typeof contentSchema>;

const TABLE = 'eks_access_catalog';

/** Keeps the last accepted read, one for all replicas. */
export class SnapshotStore {
  readonly #logger: LoggerService;
  /** What was read last, to parse many megabytes only when they changed. */
  #cached: { digest: string; content: Content } | undefined;

  constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  /**
   * The snapshot, locked until the end of the transaction. Undefined where none was kept yet, and where it cannot be understood, which
   * only another version of the plugin can have caused: to refuse the start would stop the ends of grants as well.
   */
  async load(trx: Knex.Transaction): Promise<Snapshot | undefined> {
    // Means nothing on SQLite, whose transactions hold the write lock from the start.
    const row = await trx(TABLE)
      .where({ singleton: 1 })
      .forUpdate()
      .first('read_at', 'digest');
    if (!row) return undefined;
    const content =
      this.#cached?.digest === row.digest
        ? this.#cached?.content
        : await this.#loadContent(trx);
    if (!content) return undefined;
    this.#cached = { digest: row.digest, content };
    return { readAt: readInstant(row.read_at), ...content };
  }

  async #loadContent(trx: Knex.Transaction): Promise<Content | undefined> {
    const { content } = await trx(TABLE).first('content');
    try {
      return contentSchema.parse(JSON.parse(content));
    } catch (error) {
      this.#logger.error(
        'The kept snapshot of the catalog cannot be read; the next whole answer is believed without it',
        { cause: error instanceof Error ? error.message : String(error) },
      );
      return undefined;
    }
  }

  async save(trx: Knex.Transaction, snapshot: Snapshot): Promise<void> {
    const { raw, lastGood, readAt } = snapshot;
    const content = JSON.stringify({ raw, lastGood });
    const digest = createHash('sha256').update(content).digest('hex');
    const unchanged = await trx(TABLE)
      .where({ singleton: 1, digest })
      .update({ read_at: readAt });
    if (unchanged === 0) {
      await trx(TABLE)
        .insert({ singleton: 1, read_at: readAt, digest, content })
        .onConflict('singleton')
        .merge();
    }
  }
}
