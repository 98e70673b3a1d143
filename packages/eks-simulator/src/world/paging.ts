import { accept, refuse, type Outcome } from '../refusals';

/** What a client says about the page it wants. */
export interface PageRequest {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** One page; `nextToken` is absent on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string;
}

const defaultPageSize = 100;

function encodeToken(listing: string, after: string): string {
  return Buffer.from(JSON.stringify([listing, after])).toString('base64url');
}

function decodeToken(listing: string, token: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(
      Buffer.from(token, 'base64url').toString('utf8'),
    );
    if (!Array.isArray(parsed) || parsed.length !== 2) return undefined;
    const [tokenListing, after]: unknown[] = parsed;
    return tokenListing === listing && typeof after === 'string'
      ? after
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The page of `size` items, sorted by key; `undefined` when the token is not one of this listing. The token holds the last
 * key given and not a position, so that an item removed between two pages neither hides nor repeats another. `listing`
 * names operation, cluster and filter.
 */
export function slicePage<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  listing: string,
  request: { readonly size: number; readonly token: string | undefined },
): Page<Item> | undefined {
  let after: string | undefined;
  if (request.token !== undefined) {
    after = decodeToken(listing, request.token);
    if (after === undefined) return undefined;
  }
  const start = after;
  const rest = items
    .filter(item => start === undefined || keyOf(item) > start)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const page = rest.slice(0, request.size);
  return rest.length > request.size
    ? {
        items: page,
        nextToken: encodeToken(listing, keyOf(page[page.length - 1])),
      }
    : { items: page };
}

/** A page as the List operations of EKS give it. Source: DOMAIN 1.0. */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  listing: string,
  request: PageRequest,
): Outcome<Page<Item>> {
  const size = request.maxResults ?? defaultPageSize;
  if (!Number.isInteger(size) || size < 1 || size > 100) {
    return refuse('1.0/max-results');
  }
  const page = slicePage(items, keyOf, listing, {
    size,
    token: request.nextToken,
  });
  return page ? accept(page) : refuse('1.0/next-token');
}
