import { accept, refuse, type Outcome } from '../refusals';
import { formatSessionArn, parsePrincipalArn } from './arns';
import type { Caller, Change, OperationContext } from './context';
import { member } from './lookups';
import type { Role, Session, World } from './schema';
import { trustAllows } from './trust';

/** What a signature is checked with, and who it stands for. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiresAt?: number;
  readonly caller: Caller;
}

function findRole(world: World, roleArn: string): Role | undefined {
  const principal = parsePrincipalArn(roleArn);
  const account = principal && member(world.accounts, principal.accountId);
  return account && member(account.roles, roleArn);
}

function sessionCredentials(
  world: World,
  session: Session,
): Credentials | undefined {
  const principal = parsePrincipalArn(session.roleArn);
  const role = findRole(world, session.roleArn);
  // Sessions of a deleted role end with it, also when a new role took its ARN.
  if (!principal || role?.roleId !== session.roleId) return undefined;
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = session;
  return {
    accessKeyId,
    secretAccessKey,
    sessionToken,
    expiresAt,
    caller: {
      accountId: principal.accountId,
      partition: principal.partition,
      arn: formatSessionArn(principal, session.sessionName),
      principalArn: session.roleArn,
      userId: `${session.roleId}:${session.sessionName}`,
      isSession: true,
    },
  };
}

/** The living credentials with this access key id. */
export function findCredentials(
  world: World,
  accessKeyId: string,
): Credentials | undefined {
  const session = member(world.sessions, accessKeyId);
  if (session) return sessionCredentials(world, session);
  for (const account of Object.values(world.accounts)) {
    for (const user of Object.values(account.users)) {
      const key = user.accessKeys.find(
        candidate => candidate.accessKeyId === accessKeyId,
      );
      if (key) {
        return {
          ...key,
          caller: {
            accountId: account.accountId,
            partition: account.partition,
            arn: user.arn,
            principalArn: user.arn,
            userId: user.userId,
            isSession: false,
          },
        };
      }
    }
  }
  return undefined;
}

const chainedSessionSeconds = 3600;

/**
 * A session of the role for the caller, if the role's trust policy lets it in. A role that does not exist gets the same
 * answer as one that does not trust the caller. Source: DOMAIN 3.4, 7.5.
 */
export function assumeRole(
  world: World,
  input: {
    readonly roleArn: string;
    readonly sessionName: string;
    readonly externalId?: string;
    readonly durationSeconds?: number;
  },
  context: OperationContext,
): Outcome<Change<{ readonly session: Session; readonly arn: string }>> {
  const { roleArn, sessionName, externalId } = input;
  const { caller, now } = context;
  const principal = parsePrincipalArn(roleArn);
  const role = findRole(context.visible, roleArn);
  if (
    !principal ||
    !role ||
    !trustAllows(role.trustPolicy, caller, externalId)
  ) {
    return refuse('7.5/assume-role', { caller: caller.arn, role: roleArn });
  }
  const seconds = input.durationSeconds ?? 3600;
  if (caller.isSession && seconds > chainedSessionSeconds) {
    return refuse('3.4/role-chaining');
  }
  if (seconds > role.maxSessionSeconds) {
    return refuse('5.1/query-input', {
      problem:
        'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    });
  }
  const session: Session = {
    ...context.ids.sessionCredentials(),
    roleArn,
    roleId: role.roleId,
    sessionName,
    expiresAt: now + seconds * 1000,
  };
  // A session is kept for a while after its end, so that its key is answered with "expired" and not with "unknown".
  const kept = Object.entries(world.sessions).filter(
    ([, { expiresAt }]) => expiresAt > now - 3600_000,
  );
  return accept({
    world: {
      ...world,
      sessions: {
        ...Object.fromEntries(kept),
        [session.accessKeyId]: session,
      },
    },
    answer: { session, arn: formatSessionArn(principal, sessionName) },
  });
}
