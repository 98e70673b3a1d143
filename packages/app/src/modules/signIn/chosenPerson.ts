const KEY = 'development-sign-in.person';

/**
 * The person chosen in this browser tab, kept over reloads.
 *
 * In sessionStorage and not in localStorage, so that two tabs can be two people: the one who asks and the one who
 * decides.
 */
export const chosenPerson = {
  /** Entity reference of the person, or undefined when nobody has been chosen yet. */
  read(): string | undefined {
    return window.sessionStorage.getItem(KEY) ?? undefined;
  },
  keep(entityRef: string): void {
    window.sessionStorage.setItem(KEY, entityRef);
  },
  forget(): void {
    window.sessionStorage.removeItem(KEY);
  },
};
