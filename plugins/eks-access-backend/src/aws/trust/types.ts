/** One principal of a trust statement. */
export type TrustPrincipal =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'account'; readonly accountId: string }
  /** ARN of a role, user or session, or an id such as `AROA...` that IAM shows once the principal was deleted. */
  | { readonly kind: 'aws'; readonly value: string }
  | { readonly kind: 'federated'; readonly value: string }
  | { readonly kind: 'service'; readonly value: string }
  /** A key of `Principal` that is not known here. */
  | { readonly kind: 'other'; readonly type: string; readonly value: string };

/** A condition: operator, key and the values any of which fits. */
export interface TrustCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement of a trust policy that says who may, or may not, assume the role. */
export interface TrustStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly principals: readonly TrustPrincipal[];
  /** True for `NotPrincipal`: everyone but the principals. */
  readonly exceptPrincipals: boolean;
  /** All must hold. */
  readonly conditions: readonly TrustCondition[];
}
