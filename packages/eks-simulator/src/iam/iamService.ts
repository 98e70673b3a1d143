import { z } from 'zod';
import { readOperation } from '../awsOperation';
import type { QueryService, XmlValue } from '../query';
import { accept, refuse } from '../refusals';
import { getRole, rolesUnder, slicePage, type Role } from '../world';

const malformed = '5.1/query-input';
const name = z.string().regex(/^[\w+=,.@-]{1,64}$/);

// The document travels URL-encoded, as IAM sends it; clients decode it themselves (DOMAIN 5.2).
function roleToXml(role: Role): XmlValue {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt).toISOString(),
    AssumeRolePolicyDocument: encodeURIComponent(role.trustPolicy),
    Description: role.description,
    MaxSessionDuration: String(role.maxSessionSeconds),
  };
}

/** The reads of IAM that the backend makes. Source: IAM API reference. */
export const iamService: QueryService = {
  namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  version: '2010-05-08',
  operations: [
    readOperation({
      name: 'GetRole',
      input: z.strictObject({ RoleName: name }),
      malformed,
      answer(input, context) {
        const role = getRole({ roleName: input.RoleName }, context);
        return role.ok ? accept({ Role: roleToXml(role.value) }) : role;
      },
    }),
    readOperation({
      name: 'ListRoles',
      input: z.strictObject({
        PathPrefix: z.string().startsWith('/').default('/'),
        MaxItems: z.coerce.number().int().min(1).max(1000).default(100),
        Marker: z.string().optional(),
      }),
      malformed,
      answer(input, context) {
        const pathPrefix = input.PathPrefix;
        const page = slicePage(
          rolesUnder({ pathPrefix }, context),
          role => role.arn,
          ['ListRoles', context.caller.accountId, pathPrefix].join('|'),
          { size: input.MaxItems, token: input.Marker },
        );
        if (!page) return refuse(malformed, { problem: 'Invalid Marker.' });
        return accept({
          Roles: page.items.map(roleToXml),
          IsTruncated: String(page.nextToken !== undefined),
          Marker: page.nextToken,
        });
      },
    }),
  ],
};
