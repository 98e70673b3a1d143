import { accept, refuse, type Outcome } from '../refusals';
import type { OperationContext } from './context';
import { member } from './lookups';
import type { World } from './schema';

/** A request that carries a client token, by which its repetition is told from a second request. */
export interface TokenRequest {
  readonly operation: string;
  readonly token: string | undefined;
  /** Everything else of the request, as plain data. */
  readonly input: unknown;
}

function keyOf(request: TokenRequest, context: OperationContext): string {
  const { accountId } = context.caller;
  return [accountId, context.region, request.operation, request.token].join(
    '/',
  );
}

/** What an earlier request with this token made, if there was one. The same token on other input is refused. */
export function madeBefore(
  world: World,
  request: TokenRequest,
  context: OperationContext,
): Outcome<string | undefined> {
  if (request.token === undefined) return accept(undefined);
  const known = member(world.clientTokens, keyOf(request, context));
  if (!known) return accept(undefined);
  return known.request === JSON.stringify(request.input)
    ? accept(known.made)
    : refuse('1.0/client-token-reused');
}

/** The world that remembers what the request made. */
export function rememberToken(
  world: World,
  request: TokenRequest,
  made: string,
  context: OperationContext,
): World {
  if (request.token === undefined) return world;
  return {
    ...world,
    clientTokens: {
      ...world.clientTokens,
      [keyOf(request, context)]: {
        request: JSON.stringify(request.input),
        made,
      },
    },
  };
}

/**
 * The world without the tokens of a thing that is gone. After that a repetition of its creation makes a new one, as
 * answering with a thing that is no longer there would be a lie; how long EKS itself remembers is not published.
 */
export function forgetTokens(world: World, made: string): World {
  return {
    ...world,
    clientTokens: Object.fromEntries(
      Object.entries(world.clientTokens).filter(
        ([, token]) => token.made !== made,
      ),
    ),
  };
}
