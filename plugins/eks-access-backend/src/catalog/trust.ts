import type { Ceiling } from '../access';
import type { TrustItem } from '../config';
import {
  compileLocationPattern,
  locationMatches,
  type LocationPattern,
} from './locations';

/** Where an entity came from, by the annotations that the catalog writes over whatever a file says of itself. */
export interface Provenance {
  readonly origin?: string;
  readonly location?: string;
}

interface CompiledItem {
  readonly patterns: readonly LocationPattern[];
  readonly kinds: TrustItem['kinds'];
  readonly ceiling: Ceiling;
}

/**
 * The trust items of the app-config (DESIGN rule 5). A declaration is admitted by an item when both its origin (what was registered) and
 * its location (the file it stands in) lie under the item's locations: with one of them alone, a trusted file could point to a foreign
 * one, or a foreign one to a trusted file.
 */
export class Trust {
  readonly #items: readonly CompiledItem[];

  /**
   * @param root - what relative `file:` patterns are relative to
   * @throws when a location is no pattern
   */
  constructor(items: readonly TrustItem[], root: string) {
    this.#items = items.map(({ locations, kinds, ceiling }) => ({
      patterns: locations.map(text => compileLocationPattern(text, root)),
      kinds,
      ceiling,
    }));
  }

  /** Ceilings of the items that admit it, in the order of the config; empty when nothing does. */
  ceilingsFor(
    kind: TrustItem['kinds'][number],
    { origin, location }: Provenance,
  ): readonly Ceiling[] {
    return this.#items
      .filter(
        item =>
          item.kinds.includes(kind) &&
          [origin, location].every(ref =>
            item.patterns.some(pattern => locationMatches(pattern, ref)),
          ),
      )
      .map(({ ceiling }) => ceiling);
  }
}
