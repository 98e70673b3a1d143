/** Names that never leave the machine; `localhost` is not one, since a resolver may answer anything for it. */
const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', '[::1]'];

/** True for an http or https URL on this machine. */
export function isLoopbackUrl(text: string): boolean {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return false;
  }
  return (
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    LOOPBACK_HOSTS.includes(url.hostname)
  );
}
