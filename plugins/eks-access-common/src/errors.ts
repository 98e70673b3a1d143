/**
 * What a person reads when something is refused or failed.
 *
 * @public
 */
export interface ErrorExplanation {
  /** HTTP status of the answer. */
  status: 400 | 403 | 404 | 409 | 429 | 500 | 503;
  /** One sentence of what happened. */
  happened: string;
  /** One sentence of what to do. */
  next: string;
}

/**
 * The closed list of codes that the HTTP API answers with. Codes are stable: texts may change, a code's meaning may not.
 *
 * @public
 */
export const eksAccessErrorCodes = {
  INPUT_INVALID: {
    status: 400,
    happened:
      'The request has a field that is missing, unknown or not of the expected form.',
    next: 'Correct the fields named in the details and send it again.',
  },
  NOT_SIGNED_IN_AS_PERSON: {
    status: 403,
    happened:
      'Only a signed-in person may do this, never a service or a token.',
    next: 'Sign in to the portal and try again.',
  },
  PERMISSION_DENIED: {
    status: 403,
    happened: "The portal's permission policy does not let you do this.",
    next: 'Ask the platform team for the permission named in the details.',
  },
  PERMISSIONS_OFF: {
    status: 403,
    happened:
      'The permission framework of this portal is off, so nothing can be asked or decided. Access that is due to end still ends.',
    next: 'Set permission.enabled: true in the app-config, or eksAccess.dangerouslyAllowWithoutPermissions for a trial.',
  },
  NOT_FOUND: {
    status: 404,
    happened: 'There is no such thing, or it is not yours to see.',
    next: 'Check the link, or ask a member of the group that owns it.',
  },
  NOT_IN_GROUP: {
    status: 403,
    happened: 'You are not a member of the group that this level is for.',
    next: 'Ask an owner of the group to add you, then try again.',
  },
  NOT_CLUSTER_OWNER: {
    status: 403,
    happened: 'Only members of the group that owns the cluster may do this.',
    next: 'Ask a member of the owning group named in the details.',
  },
  CLUSTER_OBSERVED_ONLY: {
    status: 409,
    happened:
      'The cluster is in mode observe: everything is read and nothing is changed, so no grant can be asked for.',
    next: 'Ask the group that owns the cluster to switch it to manage.',
  },
  CLUSTER_UNKNOWN: {
    status: 409,
    happened:
      'The cluster cannot be read at the moment, so nothing new is granted on it.',
    next: 'Try again when the cluster is reachable; its page says what failed.',
  },
  CLUSTER_UNSUPPORTED: {
    status: 409,
    happened:
      'The cluster authenticates by the aws-auth ConfigMap alone, so an access entry would have no effect on it.',
    next: 'Ask the group that owns the cluster to change its authentication mode.',
  },
  ROLE_UNKNOWN: {
    status: 409,
    happened:
      'The IAM role of this level does not exist or cannot be read at the moment, so nothing new is granted through it.',
    next: 'Ask the owner of the mapping to check the role, then try again.',
  },
  MAPPING_NOT_IN_FORCE: {
    status: 409,
    happened: 'The mapping that declares this level is not in force.',
    next: 'See what its page in the catalog says is wrong, and have its owner correct it.',
  },
  LEVEL_NOT_REQUESTABLE: {
    status: 409,
    happened: 'This level cannot be asked for.',
    next: 'Choose an on-request level of a mapping that covers the cluster.',
  },
  NO_ELIGIBLE_DECIDER: {
    status: 409,
    happened:
      'Nobody but you could decide this request, so it cannot be asked for.',
    next: 'Ask the owner of the mapping to name a group with other people in it.',
  },
  DURATION_NOT_ALLOWED: {
    status: 400,
    happened: 'The duration is longer than the level allows, or too short.',
    next: 'Choose one of the durations named in the details.',
  },
  REQUEST_ALREADY_OPEN: {
    status: 409,
    happened:
      'Your group already waits for, or holds, this level on this cluster through a request of yours.',
    next: 'Wait for the answer, cancel it, or give the grant back first.',
  },
  QUOTA_REACHED: {
    status: 429,
    happened:
      'You have as many open requests, or asked as often within the hour, as one person may.',
    next: 'Cancel what is no longer needed, or try again later.',
  },
  CATALOG_UNAVAILABLE: {
    status: 503,
    happened:
      'The catalog cannot be read at the moment, so it cannot be checked who you are a colleague of.',
    next: 'Try again in a minute; access that is due to end still ends.',
  },
  OWN_REQUEST: {
    status: 403,
    happened: 'Nobody decides a request of their own.',
    next: 'Ask one of the deciders named on the request.',
  },
  NOT_A_DECIDER: {
    status: 403,
    happened:
      'You are not, or no longer, among those who may decide this request.',
    next: 'Ask one of the deciders named on the request.',
  },
  REQUESTER_LEFT: {
    status: 409,
    happened:
      'The person who asked is no longer a member of the group that the level is for.',
    next: 'Deny the request, or let it time out.',
  },
  REQUEST_NOT_WAITING: {
    status: 409,
    happened: 'The request is no longer waiting for a decision.',
    next: 'Reload the page to see what became of it.',
  },
  TERMS_CHANGED: {
    status: 409,
    happened: 'What the request would grant has changed since you saw it.',
    next: 'Look at the new terms, then decide again.',
  },
  NOT_REQUESTER: {
    status: 403,
    happened:
      'Only the person who asked may cancel the request or give the grant back.',
    next: 'Ask that person.',
  },
  GRANT_NOT_LIVE: {
    status: 409,
    happened: 'The grant has already ended or is ending.',
    next: 'Reload the page to see when it ended.',
  },
  PLAN_CHANGED: {
    status: 409,
    happened: 'The plan of the cluster is no longer the one you were shown.',
    next: 'Look at the new plan, then switch again.',
  },
  MODE_UNCHANGED: {
    status: 409,
    happened: 'The cluster is already in this mode.',
    next: 'Reload the page.',
  },
  DATABASE_NOT_DURABLE: {
    status: 409,
    happened:
      'The database is kept in memory, so real clusters stay in mode observe: a restart would forget what must end.',
    next: 'Configure a SQLite file or PostgreSQL under backend.database.',
  },
  AWS_AUTH_UNREAD: {
    status: 409,
    happened:
      'The cluster also uses the aws-auth ConfigMap, which has not been read, so the first entry of a role could change what it may do.',
    next: 'Add the cluster ARN to eksAccess.acknowledgedAwsAuthUnread once the platform team has checked aws-auth.',
  },
  INTERNAL: {
    status: 500,
    happened:
      'Something went wrong on our side. Nothing that was shown as done is undone.',
    next: 'Try again; if it stays, give the reference id to the platform team.',
  },
} as const satisfies Record<string, ErrorExplanation>;

/** @public */
export type EksAccessErrorCode = keyof typeof eksAccessErrorCodes;

/** @public */
export function isEksAccessErrorCode(text: string): text is EksAccessErrorCode {
  return Object.prototype.hasOwnProperty.call(eksAccessErrorCodes, text);
}
