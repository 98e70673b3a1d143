import { ReactElement } from 'react';
import {
  BasicPermission,
  AuthorizeResult,
} from '@backstage/plugin-permission-common';
import { CatalogApi } from '@backstage/catalog-client';
import { IdentityApi, identityApiRef } from '@backstage/core-plugin-api';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  PermissionApi,
  permissionApiRef,
} from '@backstage/plugin-permission-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { SWRConfig } from 'swr';
import {
  EksAccessApi,
  EksAccessClient,
} from '@eks-access/backstage-plugin-eks-access-common';
import { ada, NOW } from '../__fixtures__';
import { eksAccessApiRef } from '../api';
import { TickerContext } from '../hooks';
import { eksAccessRootRouteRef } from '../routes';
import { FAKE_BASE_URL } from './answer';

/** Everything a page of ours needs, with the real client against the faked network and a clock that stands still at the fixtures' present. */
export function testApis(options: {
  me?: string;
  denied?: readonly BasicPermission[];
}): readonly [
  [typeof eksAccessApiRef, EksAccessApi],
  [typeof identityApiRef, IdentityApi],
  [typeof permissionApiRef, PermissionApi],
  [typeof catalogApiRef, CatalogApi],
] {
  const denied = new Set(options.denied?.map(({ name }) => name));
  return [
    [
      eksAccessApiRef,
      new EksAccessClient({
        baseUrl: async () => FAKE_BASE_URL,
        fetch: (...input) => fetch(...input),
      }),
    ],
    [
      identityApiRef,
      mockApis.identity({ userEntityRef: options.me ?? ada.ref }),
    ],
    [
      permissionApiRef,
      mockApis.permission({
        authorize: ({ permission }) =>
          denied.has(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }),
    ],
    [catalogApiRef, catalogApiMock({ entities: [] })],
  ];
}

/** A clock that stands still at `at`. */
export function stillTicker(at: string = NOW) {
  return { now: () => Date.parse(at), subscribe: () => () => {} };
}

/** Renders a page body in an app of the new frontend system, as `me`, with some permissions denied. */
export function renderPage(
  element: ReactElement,
  options: {
    me?: string;
    denied?: readonly BasicPermission[];
    mountPath?: string;
    path?: string;
    at?: string;
  } = {},
) {
  return renderInTestApp(
    // usePermission keeps its answers in a cache of the whole process, so that a denial after an allowance would not be seen.
    <SWRConfig value={{ provider: () => new Map() }}>
      <TickerContext.Provider value={stillTicker(options.at)}>
        {element}
      </TickerContext.Provider>
    </SWRConfig>,
    {
      apis: testApis(options),
      mountedRoutes: {
        '/eks-access': eksAccessRootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      mountPath: options.mountPath,
      initialRouteEntries: options.path ? [options.path] : undefined,
    },
  );
}
