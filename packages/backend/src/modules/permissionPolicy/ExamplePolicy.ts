import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogEntityValidatePermission,
  catalogLocationReadPermission,
  catalogPermissions,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  eksAccessClusterModePermission,
  eksAccessGrantEndPermission,
  eksAccessInventoryReadPermission,
  eksAccessReadPermission,
  eksAccessRequestCreatePermission,
  eksAccessRequestDecidePermission,
} from '@eks-access/backstage-plugin-eks-access-common';

/** The group whose members look after the portal and the clusters of the example. */
const PLATFORM_GROUP = 'group:default/platform';

/** What everybody who is signed in may try. Who may really decide or end what, EKS access checks itself. */
const forEverybody = namesOf([
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogEntityValidatePermission,
  catalogLocationReadPermission,
  eksAccessReadPermission,
  eksAccessRequestCreatePermission,
  eksAccessRequestDecidePermission,
  eksAccessGrantEndPermission,
]);

/** What only the platform team may do: see every entry, switch clusters, and change what the catalog reads. */
const forPlatform = namesOf([
  ...catalogPermissions,
  eksAccessInventoryReadPermission,
  eksAccessClusterModePermission,
]);

/**
 * The example's permission policy: a short list of what is allowed to whom; what is not on it is denied, also
 * permissions that a later version or another plugin brings.
 */
export class ExamplePolicy implements PermissionPolicy {
  readonly #userInfo: UserInfoService;

  constructor(options: { userInfo: UserInfoService }) {
    this.#userInfo = options.userInfo;
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { name } = request.permission;
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }
    if (forEverybody.has(name)) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (forPlatform.has(name) && (await this.#isPlatformMember(user))) {
      return { result: AuthorizeResult.ALLOW };
    }
    return { result: AuthorizeResult.DENY };
  }

  async #isPlatformMember(user: PolicyQueryUser): Promise<boolean> {
    const { ownershipEntityRefs } = await this.#userInfo.getUserInfo(
      user.credentials,
    );
    return ownershipEntityRefs.includes(PLATFORM_GROUP);
  }
}

function namesOf(
  permissions: readonly { readonly name: string }[],
): ReadonlySet<string> {
  return new Set(permissions.map(permission => permission.name));
}
