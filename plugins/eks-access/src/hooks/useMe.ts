import { useEffect, useState } from 'react';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';

/** The entity reference of the signed-in person; undefined until it is known and for those who have none. */
export function useMe(): string | undefined {
  const identityApi = useApi(identityApiRef);
  const [me, setMe] = useState<string>();
  useEffect(() => {
    let current = true;
    identityApi.getBackstageIdentity().then(
      identity => {
        if (current) setMe(identity.userEntityRef.toLocaleLowerCase('en-US'));
      },
      // Who cannot be named still sees the page; only what is marked as theirs is not.
      () => {},
    );
    return () => {
      current = false;
    };
  }, [identityApi]);
  return me;
}
