import { GetRoleCommand, type IAMClient } from '@aws-sdk/client-iam';
import { parseRoleArn } from '@eks-access/backstage-plugin-eks-access-common';
import type { Instant } from '../access';
import type { AwsCaller } from './AwsCaller';
import { isAwsFault } from './AwsFault';
import { parseTrustDocument } from './trust';
import type { IamGateway, ObservedRole } from './types';

/** IAM through the AWS SDK. */
export class SdkIamGateway implements IamGateway {
  readonly #client: IAMClient;
  readonly #caller: AwsCaller;
  readonly #now: () => Promise<Instant>;

  /** @param now - the clock that `asOf` is read from */
  constructor(
    client: IAMClient,
    caller: AwsCaller,
    now: () => Promise<Instant>,
  ) {
    this.#client = client;
    this.#caller = caller;
    this.#now = now;
  }

  async describeRole(roleArn: string): Promise<ObservedRole> {
    const name = parseRoleArn(roleArn)?.name;
    if (name === undefined) {
      return {
        kind: 'unknown',
        because: `${roleArn} is not the ARN of a role.`,
      };
    }
    try {
      const { Role: role } = await this.#caller.read('GetRole', abortSignal =>
        this.#client.send(new GetRoleCommand({ RoleName: name }), {
          abortSignal,
        }),
      );
      const asOf = await this.#now();
      if (role?.RoleId === undefined || role.CreateDate === undefined) {
        return { kind: 'unknown', because: `IAM answered without ${roleArn}.` };
      }
      if (role.Arn !== roleArn) return { kind: 'gone', asOf };
      const trust =
        role.AssumeRolePolicyDocument === undefined
          ? undefined
          : parseTrustDocument(role.AssumeRolePolicyDocument);
      return {
        kind: 'exists',
        roleId: role.RoleId,
        createdAt: role.CreateDate.getTime(),
        asOf,
        ...(trust ? { trust } : {}),
      };
    } catch (error) {
      if (!isAwsFault(error)) throw error;
      return error.kind === 'not-found'
        ? { kind: 'gone', asOf: await this.#now() }
        : { kind: 'unknown', because: error.message };
    }
  }

  async findRoleArn(roleName: string): Promise<string> {
    const { Role: role } = await this.#caller.read('GetRole', abortSignal =>
      this.#client.send(new GetRoleCommand({ RoleName: roleName }), {
        abortSignal,
      }),
    );
    return this.#caller.required('GetRole', 'the ARN', role?.Arn);
  }
}
