/** Trust policy that lets these AWS principals in, with the external id when one is given. */
export function trustOf(principals: readonly string[], externalId?: string) {
  const allow = {
    Effect: 'Allow',
    Principal: {
      AWS: principals.length === 1 ? principals[0] : [...principals],
    },
    Action: 'sts:AssumeRole',
  };
  return {
    Version: '2012-10-17',
    Statement: [
      externalId === undefined
        ? allow
        : {
            ...allow,
            Condition: { StringEquals: { 'sts:ExternalId': externalId } },
          },
    ],
  };
}

/** Trust policy of a role that an AWS service assumes. */
export function trustOfService(service: string) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
      },
    ],
  };
}

/** Trust policy of a role that people reach through a SAML provider, as IAM Identity Center makes them. */
export function trustOfSamlProvider(providerArn: string) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: providerArn },
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
        Condition: {
          StringEquals: {
            'SAML:aud': 'https://signin.aws.amazon.com/saml',
          },
        },
      },
    ],
  };
}

/** The entry that EKS makes for the role of its nodes. */
export function nodeEntry(principalArn: string, createdAt: string) {
  return { principalArn, createdAt, type: 'EC2_LINUX' as const };
}

/** The key alone: the AWS SDK adds marks to a credentials object that it is given. */
export function accessKey(key: {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}) {
  const { accessKeyId, secretAccessKey } = key;
  return { accessKeyId, secretAccessKey };
}
