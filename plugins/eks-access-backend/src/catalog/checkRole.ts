import {
  parseClusterArn,
  parseRoleArn,
} from '@eks-access/backstage-plugin-eks-access-common';
import { checkAgainstCeiling, type Ceiling } from '../access';
import { ceilingFindings, finding, type Finding, type Place } from './findings';

/** A role of a mapping, after the checks. */
export interface CheckedRole {
  readonly findings: readonly Finding[];
  /** The ARN where it is one; levels on a role without are left out. */
  readonly principalArn: string | undefined;
  /** Partition of the role. */
  readonly partition: string;
}

/**
 * Checks the role at a field: its form, the partition of the clusters, protected principals, the ceiling.
 * Source: DOMAIN 2.2 (which principals EKS takes).
 */
export function checkRole(
  place: Place & { readonly value: string },
  context: {
    readonly ceiling: Ceiling;
    readonly clusterArns: readonly string[];
    readonly protectedPrincipals: readonly string[];
  },
): CheckedRole {
  const arn = place.value;
  const role = parseRoleArn(arn);
  if (!role) {
    return {
      findings: [unreadableRole(place)],
      principalArn: undefined,
      // The one most likely meant, so that the level's policies can be checked too.
      partition: 'aws',
    };
  }
  const mistakes = [
    ...identityCenterFindings(place, role),
    ...serviceLinkedFindings(place, role.path),
    ...partitionFindings(place, role.partition, context.clusterArns),
  ];
  // That a role which cannot be one is outside the ceiling too would only hide what is wrong with it.
  const findings =
    mistakes.length > 0
      ? mistakes
      : [
          ...protectedFindings(place, context.protectedPrincipals),
          ...ceilingFindings(
            place,
            checkAgainstCeiling({ principalArn: arn }, context.ceiling),
          ),
        ];
  return {
    findings,
    // Whatever is wrong with the role, nothing may be declared for it.
    principalArn: findings.length === 0 ? arn : undefined,
    partition: role.partition,
  };
}

function protectedFindings(
  place: Place & { readonly value: string },
  protectedPrincipals: readonly string[],
): Finding[] {
  return protectedPrincipals.includes(place.value)
    ? [
        finding(
          'narrows',
          'role-protected',
          place,
          'This role is protected by the app-config: its access entries are never touched.',
          'Use another role, or have the platform team take it out of eksAccess.protectedPrincipals.',
        ),
      ]
    : [];
}

function unreadableRole(place: Place & { readonly value: string }): Finding {
  const arn = place.value.trim();
  const sts = /^arn:([a-z-]+):sts::(\d{12}):assumed-role\/([^/]+)(\/.*)?$/.exec(
    arn,
  );
  if (sts) {
    return finding(
      'invalid',
      'role-is-sts-session',
      place,
      'This is the session of a role, not the role: it differs for everyone who assumes it.',
      `Write the role itself, arn:${sts[1]}:iam::${sts[2]}:role/${sts[3]}, with its path between role/ and the name if it has one.`,
    );
  }
  const user = /^arn:([a-z-]+):iam::(\d{12}):user\/(.*)$/.exec(arn);
  if (user) {
    return finding(
      'invalid',
      'role-is-user',
      place,
      'This is an IAM user. Access is given to roles only, which people assume for a time.',
      `Write a role that the team can assume, such as arn:${user[1]}:iam::${user[2]}:role/teams/NAME.`,
    );
  }
  if (arn !== place.value && parseRoleArn(arn)) {
    return finding(
      'invalid',
      'role-arn-invalid',
      place,
      'There are blanks around the ARN.',
      `Write ${arn}.`,
    );
  }
  return finding(
    'invalid',
    'role-arn-invalid',
    place,
    'This is not the ARN of an IAM role.',
    'Write it as IAM spells it, with its path: arn:aws:iam::111122223333:role/teams/NAME.',
  );
}

/** In aws-auth such a role stands without its path; in an access entry EKS answers that there is no such principal. */
function identityCenterFindings(
  place: Place,
  role: { name: string; path: string },
): Finding[] {
  return role.name.startsWith('AWSReservedSSO_') &&
    !role.path.startsWith('/aws-reserved/sso.amazonaws.com/')
    ? [
        finding(
          'invalid',
          'role-arn-invalid',
          place,
          'The role of a permission set needs its whole path, unlike in aws-auth.',
          'Write it as IAM shows it: role/aws-reserved/sso.amazonaws.com/[region/]AWSReservedSSO_...',
        ),
      ]
    : [];
}

function serviceLinkedFindings(place: Place, path: string): Finding[] {
  return path.startsWith('/aws-service-role/')
    ? [
        finding(
          'invalid',
          'role-is-service-linked',
          place,
          'This role belongs to an AWS service; EKS refuses access entries for it.',
          'Write a role that the team can assume.',
        ),
      ]
    : [];
}

function partitionFindings(
  place: Place,
  partition: string,
  clusterArns: readonly string[],
): Finding[] {
  const other = clusterArns.find(
    arn => parseClusterArn(arn)?.partition !== partition,
  );
  return other === undefined
    ? []
    : [
        finding(
          'invalid',
          'role-arn-invalid',
          place,
          `The role is in the partition ${partition} and the cluster ${other} is not, so it can never use it.`,
          'Write a role of the partition of the clusters, or make a mapping for each partition.',
        ),
      ];
}
