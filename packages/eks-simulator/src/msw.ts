import { http, type HttpHandler } from 'msw';
import type { Simulator } from './createSimulator';

/**
 * Handlers that answer AWS clients out of a simulator in this process. `endpoints` are origins, such as
 * `https://eks.eu-west-1.amazonaws.com`; whatever goes to one of them is the simulator's.
 */
export function mswHandlers(
  simulator: Pick<Simulator, 'handle'>,
  options: { readonly endpoints: readonly string[] },
): HttpHandler[] {
  return options.endpoints.map(endpoint => {
    const { origin } = new URL(endpoint);
    return http.all(`${origin}/*`, ({ request }) => simulator.handle(request));
  });
}
