import { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import {
  EksAccessApi,
  EksAccessClient,
} from '@eks-access/backstage-plugin-eks-access-common';

/** The client for {@link eksAccessApiRef}: finds the backend through discovery and sends the signed-in person's token. */
export function createEksAccessApi(deps: {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
}): EksAccessApi {
  return new EksAccessClient({
    baseUrl: () => deps.discoveryApi.getBaseUrl('eks-access'),
    fetch: deps.fetchApi.fetch,
  });
}
