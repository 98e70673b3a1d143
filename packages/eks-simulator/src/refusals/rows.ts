/**
 * One refusal that AWS gives, and how we know it.
 *
 * `code`, `status` and `text` are what a client sees; `{name}` in the text is filled by `refuse`. `queryCode` is the code
 * in the AWS query protocol (IAM, STS) where it differs from the REST one. `fact` and `source` are for the reader: what
 * the row stands on. A source that begins with "inferred" is our reading of the sources, not a text seen from AWS.
 */
export interface DomainRow {
  readonly code: string;
  readonly queryCode?: string;
  readonly status: number;
  readonly text: string;
  readonly fact: string;
  readonly source: string;
}

/**
 * Every refusal of the simulator. `E1`...`E11` are error texts seen from EKS; `section/name` are rules of that section of
 * the domain facts (1 operations, 2 rules, 3 and 5 IAM, 7 credentials). `simulator/*` are limits of the simulator itself,
 * so that a client which asks for more than it stands in for is told so, instead of being answered wrongly.
 */
export const domainRows = {
  E1: {
    code: 'InvalidRequestException',
    status: 400,
    text: "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
    fact: 'no access-entry call works on a CONFIG_MAP cluster',
    source: 'terraform-aws-modules/terraform-aws-eks#3048',
  },
  E2: {
    code: 'ResourceInUseException',
    status: 409,
    text: 'The specified access entry resource is already in use on this cluster.',
    fact: 'one entry for a principal on a cluster, whoever made it',
    source: 'terraform-aws-modules/terraform-aws-eks#3293, #2968, #2977',
  },
  E3: {
    code: 'InvalidParameterException',
    status: 400,
    text: 'The specified principalArn is invalid: invalid principal.',
    fact: 'the principal is an existing IAM role or user, spelled as IAM spells it, with its path',
    source:
      'terraform-aws-modules/terraform-aws-eks#2969; terraform-provider-aws internal/service/eks/access_entry.go',
  },
  E4: {
    code: 'ResourceNotFoundException',
    status: 404,
    text: "The specified principalArn could not be found. You can view your available access entries with 'list-access-entries'.",
    fact: 'no such entry, or one so new that it is not visible yet',
    source:
      'terraform-provider-aws internal/service/eks/access_policy_association.go',
  },
  E5: {
    code: 'InvalidParameterException',
    status: 400,
    text: 'The kubernetes group name {group} is invalid, it cannot start with system:',
    fact: 'groups of Kubernetes itself cannot be given by a caller',
    source: 'terraform-aws-modules/terraform-aws-eks#2915',
  },
  E6: {
    code: 'InvalidParameterException',
    status: 400,
    text: 'The username must not begin with {prefix}',
    fact: 'a username may not begin with system:, eks:, aws:, amazon: or iam:',
    source:
      'aws-ia/terraform-aws-eks-blueprints#2004; EKS user guide, create access entries',
  },
  E7: {
    code: 'InvalidParameterException',
    status: 400,
    text: 'The caller is not allowed to modify access entries with a principalArn value of a Service Linked Role.',
    fact: 'entries for service-linked roles belong to EKS',
    source: 'terraform-provider-aws#36447; aws/containers-roadmap#2618',
  },
  E8: {
    code: 'InvalidParameterException',
    status: 400,
    text: 'This operation can only be performed on Access Entries with a type of "STANDARD".',
    fact: 'entries of nodes carry neither groups, nor a username, nor policies of a caller',
    source: 'aws-controllers-k8s/community#2144',
  },
  E9: {
    code: 'InvalidParameterException',
    status: 400,
    text: 'The AccessEntry type must be one of [{types}].',
    fact: 'types are upper case and few',
    source: 'aws/aws-cdk#31146',
  },
  E10: {
    code: 'InvalidParameterException',
    status: 400,
    text: 'Unsupported authentication mode update from {from} to {to}',
    fact: 'CONFIG_MAP to API_AND_CONFIG_MAP to API, one step at a time and never back',
    source: 'pulumi/pulumi-eks#1493; EKS best practices, identity',
  },
  E11: {
    code: 'InvalidParameterException',
    status: 400,
    text: 'bootstrapClusterCreatorAdminPermissions must be true if cluster authentication mode is set to CONFIG_MAP',
    fact: 'a CONFIG_MAP cluster always has its creator as administrator',
    source: 'terraform-aws-modules/terraform-aws-eks#3206',
  },

  '1.0/malformed-input': {
    code: 'InvalidParameterException',
    status: 400,
    text: '{problem}',
    fact: 'InvalidParameter is a bad argument value; almost all checks are on the server',
    source: 'EKS service model 2017-11-01',
  },
  '1.0/cluster-not-found': {
    code: 'ResourceNotFoundException',
    status: 404,
    text: 'No cluster found for name: {name}.',
    fact: 'ResourceNotFound is also the answer for a cluster; names are case-exact',
    source: 'EKS service model 2017-11-01; EKS user guide, troubleshooting',
  },
  '1.0/next-token': {
    code: 'InvalidParameterException',
    status: 400,
    text: 'The specified nextToken is invalid.',
    fact: 'a token is opaque and belongs to the listing that gave it',
    source: 'EKS service model 2017-11-01, paginators',
  },
  '1.0/max-results': {
    code: 'InvalidParameterException',
    status: 400,
    text: 'maxResults must be between 1 and 100.',
    fact: 'pages hold 1 to 100 items, 100 when nothing is asked',
    source: 'EKS service model 2017-11-01',
  },
  '1.0/client-token-reused': {
    code: 'InvalidParameterException',
    status: 400,
    text: 'The clientRequestToken was already used for a request with other parameters.',
    fact: 'a token stands for one request',
    source:
      'inferred from the idempotency token trait of the EKS service model',
  },
  '1.0/tag-limits': {
    code: 'InvalidParameterException',
    status: 400,
    text: 'Tags are 1 to 50, with keys of 1 to 128 and values of up to 256 characters.',
    fact: 'limits of the tags map',
    source: 'EKS service model 2017-11-01',
  },
  '1.1/policy-not-associated': {
    code: 'ResourceNotFoundException',
    status: 404,
    text: 'The specified policyArn is not associated with the access entry.',
    fact: 'DisassociateAccessPolicy knows ResourceNotFound',
    source: 'EKS service model 2017-11-01; text inferred',
  },
  '1.3/cluster-exists': {
    code: 'ResourceInUseException',
    status: 409,
    text: 'Cluster already exists with name: {name}',
    fact: 'one cluster of a name in an account and Region',
    source: 'EKS service model 2017-11-01, CreateCluster; text inferred',
  },
  '1.3/cluster-name': {
    code: 'InvalidParameterException',
    status: 400,
    text: 'The cluster name {name} is not valid.',
    fact: 'names have 1 to 100 of A-Z a-z 0-9 - _ and begin with a letter or digit',
    source: 'EKS service model 2017-11-01; text inferred',
  },
  '1.3/update-running': {
    code: 'ResourceInUseException',
    status: 409,
    text: 'Cluster already has an update in progress.',
    fact: 'one update of a cluster at a time',
    source: 'EKS service model 2017-11-01, UpdateClusterConfig',
  },
  '1.3/update-not-found': {
    code: 'ResourceNotFoundException',
    status: 404,
    text: 'No update found for ID: {id}',
    fact: 'DescribeUpdate knows ResourceNotFound',
    source: 'EKS service model 2017-11-01; text inferred',
  },
  '1.3/tagged-resource': {
    code: 'NotFoundException',
    status: 404,
    text: 'Resource was not found.',
    fact: 'tag operations answer NotFound and BadRequest, other names than the rest',
    source: 'EKS service model 2017-11-01, TagResource',
  },
  '1.3/tag-input': {
    code: 'BadRequestException',
    status: 400,
    text: '{problem}',
    fact: 'tag operations answer NotFound and BadRequest, other names than the rest',
    source: 'EKS service model 2017-11-01, TagResource',
  },
  '1.3/reserved-tag': {
    code: 'InvalidParameterException',
    status: 400,
    text: 'Tag keys and values must not begin with aws:',
    fact: 'the prefix is reserved in any case of its letters',
    source: 'EKS service model 2017-11-01, tag documentation',
  },
  '2.1/node-principal': {
    code: 'InvalidParameterException',
    status: 400,
    text: "The principalArn of an access entry of type {type} must be an IAM role in the cluster's account.",
    fact: 'node types take a role of the same account only',
    source: 'EKS user guide, create access entries; text inferred',
  },
  '2.3/session-name': {
    code: 'InvalidParameterException',
    status: 400,
    text: 'The username must contain a colon before {template}',
    fact: 'a colon must stand before the session name',
    source: 'EKS user guide, create access entries; text inferred',
  },
  '2.5/unknown-policy': {
    code: 'InvalidParameterException',
    status: 400,
    text: 'The specified policyArn is invalid: no such access policy.',
    fact: 'only the policies that ListAccessPolicies gives, in the partition of the cluster',
    source: 'Service Authorization Reference, EKS; text inferred',
  },
  '2.5/namespaces-missing': {
    code: 'InvalidParameterException',
    status: 400,
    text: 'The accessScope of type namespace needs at least one namespace.',
    fact: 'namespace scope names one namespace or more',
    source: 'EKS service model 2017-11-01, AccessScope; text inferred',
  },
  '2.5/cluster-with-namespaces': {
    code: 'InvalidParameterException',
    status: 400,
    text: 'The accessScope of type cluster must not name namespaces.',
    fact: 'eksctl refuses the pair; what EKS itself answers is not documented',
    source: 'inferred from eksctl access_entry_validation_test.go',
  },
  '2.8/entry-limit': {
    code: 'ResourceLimitExceededException',
    status: 400,
    text: 'The maximum number of access entries ({limit}) for this cluster has been reached.',
    fact: '3,000 entries a cluster, not adjustable (L-C56B9FC3)',
    source: 'EKS user guide, service quotas; text inferred',
  },

  '5.1/no-such-role': {
    code: 'NoSuchEntity',
    status: 404,
    text: 'The role with name {name} cannot be found.',
    fact: 'GetRole answers NoSuchEntity',
    source: 'IAM API reference, GetRole; eksctl migrator.go',
  },
  '5.1/role-exists': {
    code: 'EntityAlreadyExists',
    status: 409,
    text: 'Role with name {name} already exists.',
    fact: 'names are unique in an account, without regard to path and case',
    source: 'IAM API reference, CreateRole; IAM quotas, name requirements',
  },
  '5.1/invalid-role': {
    code: 'ValidationError',
    status: 400,
    text: '{arn} is not a valid role ARN of a known account.',
    fact: 'paths begin and end with /, names have 1 to 64 of A-Z a-z 0-9 + = , . @ - _',
    source: 'IAM API reference, CreateRole; text inferred',
  },
  '5.1/malformed-policy': {
    code: 'MalformedPolicyDocument',
    status: 400,
    text: 'The trust policy is not a policy document.',
    fact: 'IAM refuses a document it cannot read',
    source: 'IAM API reference, UpdateAssumeRolePolicy; text inferred',
  },
  '5.1/query-input': {
    code: 'ValidationError',
    status: 400,
    text: '{problem}',
    fact: 'the query services answer ValidationError to a bad argument value',
    source: 'IAM and STS API references, common errors',
  },
  '7.3/no-signature': {
    code: 'MissingAuthenticationTokenException',
    queryCode: 'MissingAuthenticationToken',
    status: 403,
    text: 'Missing Authentication Token',
    fact: 'each call is signed',
    source: 'AWS general reference, common errors',
  },
  '7.3/malformed-signature': {
    code: 'IncompleteSignatureException',
    queryCode: 'IncompleteSignature',
    status: 400,
    text: '{problem}',
    fact: 'the Authorization header names credential, signed headers and signature',
    source: 'AWS general reference, common errors',
  },
  '7.3/unknown-key': {
    code: 'UnrecognizedClientException',
    queryCode: 'InvalidClientTokenId',
    status: 403,
    text: 'The security token included in the request is invalid.',
    fact: 'the access key belongs to a living IAM identity',
    source: 'AWS general reference, common errors',
  },
  '7.3/expired-session': {
    code: 'ExpiredTokenException',
    queryCode: 'ExpiredToken',
    status: 403,
    text: 'The security token included in the request is expired',
    fact: 'credentials of an assumed role end',
    source: 'AWS general reference, common errors',
  },
  '7.3/wrong-signature': {
    code: 'InvalidSignatureException',
    queryCode: 'SignatureDoesNotMatch',
    status: 403,
    text: 'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    fact: 'method, path, query, signed headers and body are covered by the signature',
    source: 'IAM user guide, Signature Version 4 troubleshooting',
  },
  '7.3/expired-signature': {
    code: 'InvalidSignatureException',
    queryCode: 'SignatureDoesNotMatch',
    status: 403,
    text: 'Signature expired: {signedAt} is now earlier than {earliest} ({now} - 15 min.)',
    fact: 'a signature lives 15 minutes',
    source:
      'aws-iam-authenticator pkg/token/token.go; IAM user guide, Signature Version 4 troubleshooting',
  },
  '7.3/early-signature': {
    code: 'InvalidSignatureException',
    queryCode: 'SignatureDoesNotMatch',
    status: 403,
    text: 'Signature not yet current: {signedAt} is still later than {latest} ({now} + 15 min.)',
    fact: 'a clock may not run ahead by more than 15 minutes',
    source: 'IAM user guide, Signature Version 4 troubleshooting',
  },
  '7.5/assume-role': {
    code: 'AccessDenied',
    status: 403,
    text: 'User: {caller} is not authorized to perform: sts:AssumeRole on resource: {role}',
    fact: 'the trust policy of the role decides; a role that does not exist gets the same answer',
    source: 'EKS user guide, troubleshooting; STS API reference, AssumeRole',
  },
  '3.4/role-chaining': {
    code: 'ValidationError',
    status: 400,
    text: 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    fact: 'a role assumed by a role lasts an hour at most',
    source: 'IAM user guide, role terms and concepts',
  },

  'simulator/unknown-operation': {
    code: 'UnknownOperationException',
    queryCode: 'InvalidAction',
    status: 404,
    text: 'The simulator has no operation for {call}.',
    fact: 'it stands in for the operations listed in its README',
    source: 'simulator',
  },
  'simulator/unknown-service': {
    code: 'UnknownOperationException',
    status: 404,
    text: 'The simulator has no service {service}; it knows eks, iam and sts.',
    fact: 'it stands in for the services listed in its README',
    source: 'simulator',
  },
  'simulator/unknown-member': {
    code: 'InvalidParameterException',
    queryCode: 'ValidationError',
    status: 400,
    text: 'The simulator does not know {members} of {operation}.',
    fact: 'silently ignoring a member would answer as if it had been obeyed',
    source: 'simulator',
  },
} as const satisfies Record<string, DomainRow>;

/** Name of a row of `domainRows`. */
export type DomainRowId = keyof typeof domainRows;
