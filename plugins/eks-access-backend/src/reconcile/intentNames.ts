import type { Intent, Names } from '../access';
import type { CatalogView } from '../catalog';

/** Words for the intents of a cluster; the id itself where it is not among them. */
export function intentNames(
  view: Pick<CatalogView, 'title'>,
  intents: readonly Intent[],
): Names {
  const byId = new Map(intents.map(intent => [intent.id, intent]));
  return {
    intent(id) {
      const intent = byId.get(id);
      if (!intent) return id;
      const level = `level ${intent.level} of ${view.title(intent.mappingRef)}`;
      switch (intent.kind) {
        case 'standing':
          return level;
        case 'grant':
          return intent.endsAt === undefined
            ? `a grant of ${level}`
            : `a grant of ${level} until ${new Date(
                intent.endsAt,
              ).toISOString()}`;
      }
    },
  };
}
