import type { WhoCanAssume } from '@eks-access/backstage-plugin-eks-access-common';
import type { ObservedRole } from '../types';
import { describeTrust } from './describeTrust';

/** Who can assume a role, for people; unknown where the role or its trust policy could not be read. */
export function whoCanAssume(role: ObservedRole | undefined): WhoCanAssume {
  if (role === undefined) {
    return { state: 'unknown', because: 'The IAM role has not been read yet.' };
  }
  switch (role.kind) {
    case 'exists':
      return role.trust === undefined
        ? {
            state: 'unknown',
            because: 'The trust policy of the role is not understood.',
          }
        : {
            state: 'known',
            asOf: new Date(role.asOf).toISOString(),
            lines: describeTrust(role.trust).map(line => ({
              ...line,
              conditions: [...line.conditions],
            })),
          };
    case 'gone':
      return {
        state: 'unknown',
        because: 'IAM says that there is no such role.',
      };
    case 'unknown':
      return { state: 'unknown', because: role.because };
    default:
      return unknownKind(role);
  }
}

function unknownKind(role: never): never {
  throw new Error(`unknown kind of role: ${JSON.stringify(role)}`);
}
