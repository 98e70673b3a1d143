import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import {
  eksAccessClusterModePermission,
  eksAccessGrantEndPermission,
  eksAccessInventoryReadPermission,
  eksAccessPermissions,
  eksAccessReadPermission,
  eksAccessRequestCreatePermission,
  eksAccessRequestDecidePermission,
} from '@eks-access/backstage-plugin-eks-access-common';
import { ExamplePolicy } from './ExamplePolicy';

const { ALLOW, DENY } = AuthorizeResult;

async function decide(
  permission: Permission,
  groups: readonly string[],
): Promise<string> {
  const info = {
    userEntityRef: 'user:default/someone',
    ownershipEntityRefs: ['user:default/someone', ...groups],
  };
  const policy = new ExamplePolicy({
    userInfo: mockServices.userInfo(info),
  });
  const { result } = await policy.handle(
    { permission },
    { credentials: mockCredentials.user(info.userEntityRef), info },
  );
  return result;
}

const platform = ['group:default/platform'];
const payments = ['group:default/payments'];

describe('ExamplePolicy', () => {
  it.each([
    catalogEntityReadPermission,
    eksAccessReadPermission,
    eksAccessRequestCreatePermission,
    eksAccessRequestDecidePermission,
    eksAccessGrantEndPermission,
  ])('allows everybody who is signed in: $name', async permission => {
    await expect(decide(permission, payments)).resolves.toBe(ALLOW);
    await expect(decide(permission, [])).resolves.toBe(ALLOW);
  });

  it.each([
    eksAccessInventoryReadPermission,
    eksAccessClusterModePermission,
    catalogLocationCreatePermission,
    catalogLocationDeletePermission,
    catalogEntityDeletePermission,
  ])('allows only the platform team: $name', async permission => {
    await expect(decide(permission, platform)).resolves.toBe(ALLOW);
    await expect(decide(permission, payments)).resolves.toBe(DENY);
  });

  it('does not take a user or a group of another namespace for the platform team', async () => {
    await expect(
      decide(eksAccessClusterModePermission, [
        'user:default/platform',
        'group:other/platform',
      ]),
    ).resolves.toBe(DENY);
  });

  it('denies what it does not list, to the platform team as well', async () => {
    const ofALaterVersion = createPermission({
      name: 'eks-access.grant.extend',
      attributes: { action: 'update' },
    });
    await expect(decide(ofALaterVersion, platform)).resolves.toBe(DENY);
  });

  it('denies everything where nobody has signed in', async () => {
    const policy = new ExamplePolicy({ userInfo: mockServices.userInfo() });
    for (const permission of eksAccessPermissions) {
      await expect(policy.handle({ permission })).resolves.toEqual({
        result: DENY,
      });
    }
  });
});
