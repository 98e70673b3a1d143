import type { IdentityApi } from '@backstage/frontend-plugin-api';
import { chosenPerson } from './chosenPerson';

/**
 * The same identity, whose sign-out also forgets who was chosen.
 *
 * Without this the page that opens after the sign-out would sign the same person in again.
 */
export function forgetOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    async signOut() {
      chosenPerson.forget();
      await identity.signOut();
    },
  };
}
