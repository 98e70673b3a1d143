import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  EksAccessCallInput,
  EksAccessCallOutput,
  EksAccessRouteName,
} from '@eks-access/backstage-plugin-eks-access-common';
import { eksAccessApiRef } from '../api';

/** The API's `call` as a stable function. */
export function useCallApi() {
  const api = useApi(eksAccessApiRef);
  return useCallback(
    <N extends EksAccessRouteName>(
      name: N,
      input: EksAccessCallInput<N>,
    ): Promise<EksAccessCallOutput<N>> => api.call(name, input),
    [api],
  );
}
