/** Tags by which tools mark what they keep. Source: DOMAIN 6; AWS reserves the prefix `aws:` for itself. */
const TOOL_TAGS: readonly {
  readonly tool: string;
  readonly marks: (key: string, value: string) => boolean;
}[] = [
  {
    tool: 'CloudFormation',
    marks: key => key.startsWith('aws:cloudformation:'),
  },
  {
    tool: 'eksctl',
    marks: key =>
      key.startsWith('alpha.eksctl.io/') ||
      key.startsWith('eksctl.cluster.k8s.io/'),
  },
  { tool: 'ACK', marks: key => key.startsWith('services.k8s.aws/') },
  {
    tool: 'Terraform',
    marks: (key, value) =>
      MANAGED_BY_KEYS.has(foldKey(key)) &&
      /^(terraform|opentofu)$/i.test(value.trim()),
  },
];

const MANAGED_BY_KEYS = new Set([
  'managedby',
  'terraform',
  'provisioner',
  'provisionedby',
  'createdby',
]);

/**
 * The tool that the tags of an entry name as its manager; undefined when they name none. Tags are a hint for people only: whether an entry
 * is ours is never decided by them. A `ManagedBy`-like tag names its own value.
 */
export function otherManagerOf(
  tags: Readonly<Record<string, string>>,
): string | undefined {
  const sorted = Object.entries(tags).sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  for (const { tool, marks } of TOOL_TAGS) {
    if (sorted.some(([key, value]) => marks(key, value))) return tool;
  }
  const flag = sorted.find(
    ([key, value]) =>
      foldKey(key) === 'terraform' && /^(true|yes|1)$/i.test(value),
  );
  if (flag) return 'Terraform';
  const named = sorted.find(
    ([key, value]) => foldKey(key) === 'managedby' && value.trim() !== '',
  );
  return named?.[1].trim();
}

/** `Managed-By`, `managed_by`, `app.kubernetes.io/managed-by` and `ManagedBy` are one key. */
function foldKey(key: string): string {
  return key
    .slice(key.lastIndexOf('/') + 1)
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
