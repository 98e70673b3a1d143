import { accept, refuse, type Outcome, type Refusal } from '../refusals';
import { requestedCall, type RequestedCall } from '../requestedCall';
import { eksRoutes, type EksRoute } from './operations';

type PathValues = Readonly<Record<string, string>>;

function matchPath(pattern: string, path: string): PathValues | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name === undefined) {
      if (segment !== given[index]) return undefined;
    } else {
      // Decoded after the split: the slashes of an ARN travel as %2F inside one segment (DOMAIN 1.0).
      const value = decodeSegment(given[index]);
      if (!value) return undefined;
      values[name] = value;
    }
  }
  return values;
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function findRoute(
  method: string,
  path: string,
): { readonly route: EksRoute; readonly values: PathValues } | undefined {
  for (const route of eksRoutes) {
    const values =
      route.method === method ? matchPath(route.path, path) : undefined;
    if (values) return { route, values };
  }
  return undefined;
}

function queryValues(url: URL): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(url.searchParams.keys())].map(key => {
      const all = url.searchParams.getAll(key);
      return [key, all.length === 1 ? all[0] : all];
    }),
  );
}

function parseBody(body: Uint8Array): Outcome<object> {
  const text = Buffer.from(body).toString('utf8');
  if (text === '') return accept({});
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed && typeof parsed === 'object' && !Array.isArray(parsed)) {
      return accept(parsed);
    }
  } catch {
    // Refused below, like a body that is JSON but no object.
  }
  return refuse('1.0/malformed-input', {
    problem: 'The body is not a JSON object.',
  });
}

/** The operation and its input. The input joins path, query and body, which have no member in common. */
export function readRestCall(
  method: string,
  url: URL,
  body: Uint8Array,
): Outcome<RequestedCall> {
  const path = url.pathname.replace(/(.)\/$/, '$1');
  const found = findRoute(method, path);
  if (!found) {
    return refuse('simulator/unknown-operation', { call: `${method} ${path}` });
  }
  const members = parseBody(body);
  if (!members.ok) return members;
  const input = { ...queryValues(url), ...members.value, ...found.values };
  return accept(requestedCall(found.route.operation, input, restAnswer));
}

function restAnswer(answer: unknown, requestId: string): Response {
  return Response.json(answer, { headers: { 'x-amzn-requestid': requestId } });
}

/** A refusal: its code stands in a header, and the cluster's name in the body where the request had one. */
export function restRefusal(
  refusal: Refusal,
  requestId: string,
  clusterName: string | undefined,
): Response {
  return Response.json(
    { message: refusal.message, clusterName },
    {
      status: refusal.status,
      headers: {
        'x-amzn-requestid': requestId,
        'x-amzn-errortype': refusal.code,
      },
    },
  );
}
