/** What a trust item allows at most to the declarations that it admits. */
export interface Ceiling {
  readonly clusters: 'all' | readonly string[];
  /** Globs of the path and of the name, matched apart. */
  readonly roles: readonly { readonly path: string; readonly name: string }[];
  /** Names of access policies. */
  readonly policies: readonly string[];
  readonly scope: 'namespace' | 'cluster';
  readonly protectedNamespaces: readonly string[];
  readonly maxDurationMs: number;
  readonly kubernetesGroups: readonly string[];
}
