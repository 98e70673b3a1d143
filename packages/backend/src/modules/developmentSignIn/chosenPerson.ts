import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { AuthenticationError } from '@backstage/errors';

/** The request header in which the sign-in page sends the entity reference of the person chosen. */
export const CHOSEN_PERSON_HEADER = 'x-development-user';

/**
 * Entity reference, in full, of the person that the sign-in page chose.
 *
 * @throws AuthenticationError when nobody was chosen, or what was chosen is not a reference to a user.
 */
export function readChosenPerson(header: string | undefined): string {
  if (!header) {
    throw new AuthenticationError(
      `Nobody was chosen: the header ${CHOSEN_PERSON_HEADER} is missing`,
    );
  }
  const ref = parseUserRef(header);
  if (ref?.kind.toLocaleLowerCase('en-US') !== 'user') {
    throw new AuthenticationError(
      `The header ${CHOSEN_PERSON_HEADER} does not name a user of the catalog`,
    );
  }
  return stringifyEntityRef(ref);
}

function parseUserRef(text: string) {
  try {
    return parseEntityRef(text, { defaultKind: 'user' });
  } catch {
    return undefined;
  }
}
