import { ZodError } from 'zod';
import type { Engine } from '../engine';
import { refusedByHeader } from '../refusals';
import type { SignedRequest } from '../signature';
import { controlRoutes } from './controlRoutes';

/** Where the control API begins. AWS has no path with this beginning. */
export const controlPrefix = '/_simulator/';

function problem(status: number, message: string): Response {
  return Response.json({ message }, { status });
}

function readInput(request: SignedRequest): unknown {
  if (request.method === 'GET') {
    return Object.fromEntries(request.url.searchParams);
  }
  const text = Buffer.from(request.body).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}

/** Answers one call of the control API in JSON: 200, 400 for input it does not know, 404, or the status of a refusal. */
export async function handleControl(
  engine: Engine,
  request: SignedRequest,
): Promise<Response> {
  const { method, url, headers } = request;
  const path = url.pathname.slice(controlPrefix.length);
  const route = controlRoutes.find(
    candidate => candidate.method === method && candidate.path === path,
  );
  if (!route) {
    return problem(404, `There is no control call ${method} ${path}.`);
  }
  // A page in a browser can send text across origins without asking first, but not JSON.
  const type = headers.get('content-type') ?? '';
  if (method !== 'GET' && !type.startsWith('application/json')) {
    return problem(415, 'The control API takes application/json.');
  }
  try {
    const outcome = await route.run(engine, readInput(request));
    return outcome.ok
      ? Response.json(outcome.value)
      : Response.json(
          {
            message: outcome.refusal.message,
            code: outcome.refusal.code,
          },
          {
            status: outcome.refusal.status,
            headers: { [refusedByHeader]: outcome.refusal.row },
          },
        );
  } catch (error) {
    if (error instanceof ZodError) {
      const [issue] = error.issues;
      return problem(400, `${issue.path.join('.') || path}: ${issue.message}`);
    }
    if (error instanceof SyntaxError) {
      return problem(400, 'The body is not JSON.');
    }
    throw error;
  }
}
