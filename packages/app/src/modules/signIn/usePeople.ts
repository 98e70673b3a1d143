import { discoveryApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { z } from 'zod';

const peopleSchema = z.strictObject({
  people: z.array(
    z.strictObject({
      entityRef: z.string(),
      name: z.string(),
      groups: z.array(
        z.strictObject({ entityRef: z.string(), name: z.string() }),
      ),
    }),
  ),
});

/** Somebody one can sign in as, with the groups that person is a direct member of. */
export type Person = z.infer<typeof peopleSchema>['people'][number];

/** What is known of the people: nothing yet, a failure (it is tried again), or the list; empty while the catalog reads. */
export type People =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: Error }
  | { readonly state: 'known'; readonly people: readonly Person[] };

/** How long after an answer without people, or none at all, they are asked for again. */
export const TRY_AGAIN_AFTER_MS = 1500;

/** The people of the catalog, asked for again until there are some: the portal may just have been started. */
export function usePeople(): People {
  const discovery = useApi(discoveryApiRef);
  const [people, setPeople] = useState<People>({ state: 'loading' });

  useEffect(() => {
    const stop = new AbortController();
    let timer: number | undefined;

    const ask = async () => {
      const answer = await readPeople(discovery, stop.signal);
      if (stop.signal.aborted) {
        return;
      }
      setPeople(answer);
      if (answer.state !== 'known' || answer.people.length === 0) {
        timer = window.setTimeout(ask, TRY_AGAIN_AFTER_MS);
      }
    };
    void ask();

    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [discovery]);

  return people;
}

async function readPeople(
  discovery: typeof discoveryApiRef.T,
  signal: AbortSignal,
): Promise<People> {
  try {
    const authUrl = await discovery.getBaseUrl('auth');
    // Not the fetch API of the app: that one waits for a token, and nobody has signed in yet.
    const response = await fetch(`${authUrl}/development/people`, { signal });
    if (!response.ok) {
      throw new Error(`The backend answered ${response.status}`);
    }
    const { people } = peopleSchema.parse(await response.json());
    return { state: 'known', people };
  } catch (error) {
    return {
      state: 'failed',
      error: error instanceof Error ? error : new Error(String(error)),
    };
  }
}
