import { accept, refuse, type Outcome } from '../refusals';
import type { OperationContext } from './context';
import { member } from './lookups';
import type { Role, World } from './schema';

// IAM role names are unique in an account without regard to path or case.
function sameName(name: string) {
  const wanted = name.toLowerCase();
  return (item: { readonly name: string }) =>
    item.name.toLowerCase() === wanted;
}

/** Role of that name in the caller's account, wherever its path puts it. */
export function getRole(
  input: { readonly roleName: string },
  context: OperationContext,
): Outcome<Role> {
  const account = member(context.visible.accounts, context.caller.accountId);
  const role = Object.values(account?.roles ?? {}).find(
    sameName(input.roleName),
  );
  return role
    ? accept(role)
    : refuse('5.1/no-such-role', { name: input.roleName });
}

/** Roles of the caller's account whose path begins with the prefix. */
export function rolesUnder(
  input: { readonly pathPrefix: string },
  context: OperationContext,
): readonly Role[] {
  const account = member(context.visible.accounts, context.caller.accountId);
  return Object.values(account?.roles ?? {}).filter(role =>
    role.path.startsWith(input.pathPrefix),
  );
}

/** Whether the account has a role of that name, under any path. */
export function roleNameIsTaken(
  world: World,
  accountId: string,
  name: string,
): boolean {
  const account = member(world.accounts, accountId);
  return Object.values(account?.roles ?? {}).some(sameName(name));
}
