import { z } from 'zod';
import { changeOperation, readOperation } from '../awsOperation';
import type { QueryService } from '../query';
import { accept } from '../refusals';
import { assumeRole } from '../world';

const malformed = '5.1/query-input';

/** The calls of STS that the backend and its people make. Source: STS API reference. */
export const stsService: QueryService = {
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  version: '2011-06-15',
  operations: [
    readOperation({
      name: 'GetCallerIdentity',
      input: z.strictObject({}),
      malformed,
      answer: (_, { caller }) =>
        accept({
          Arn: caller.arn,
          UserId: caller.userId,
          Account: caller.accountId,
        }),
    }),
    changeOperation({
      name: 'AssumeRole',
      write: false,
      input: z.strictObject({
        RoleArn: z.string(),
        RoleSessionName: z.string().regex(/^[\w+=,.@-]{2,64}$/),
        ExternalId: z.string().min(2).max(1224).optional(),
        DurationSeconds: z.coerce.number().int().min(900).max(43200).optional(),
      }),
      malformed,
      change: (world, input, context) =>
        assumeRole(
          world,
          {
            roleArn: input.RoleArn,
            sessionName: input.RoleSessionName,
            externalId: input.ExternalId,
            durationSeconds: input.DurationSeconds,
          },
          context,
        ),
      answer: ({ session, arn }) => ({
        Credentials: {
          AccessKeyId: session.accessKeyId,
          SecretAccessKey: session.secretAccessKey,
          SessionToken: session.sessionToken,
          Expiration: new Date(session.expiresAt).toISOString(),
        },
        AssumedRoleUser: {
          AssumedRoleId: `${session.roleId}:${session.sessionName}`,
          Arn: arn,
        },
      }),
    }),
  ],
};
