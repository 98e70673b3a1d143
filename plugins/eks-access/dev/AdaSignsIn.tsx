import { useEffect } from 'react';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { me } from './world';

/** Signs one person of the fixtures in, at once and without asking. */
export function AdaSignsIn({ onSignInSuccess }: SignInPageProps) {
  useEffect(() => {
    onSignInSuccess({
      getProfileInfo: async () => ({ displayName: me.title }),
      getBackstageIdentity: async () => ({
        type: 'user',
        userEntityRef: me.ref,
        ownershipEntityRefs: [me.ref, 'group:default/payments'],
      }),
      getCredentials: async () => ({}),
      signOut: async () => {},
    });
  }, [onSignInSuccess]);
  return null;
}
