import fc from 'fast-check';
import { accessPolicyName } from '@eks-access/backstage-plugin-eks-access-common';
import { intentState } from '../intents';
import type { PolicyTerm, Terms } from '../types';
import type { TrueWorld } from './applyPlan';

/** Lets fast-check print a failing world as a few lines instead of several pages of JSON. */
export function printedShortly(world: TrueWorld): TrueWorld {
  return Object.defineProperty({ ...world }, fc.toStringMethod, {
    value: () => shortly(world),
  });
}

/** One line for each intent, row, entry and role. */
export function shortly(world: TrueWorld): string {
  const { at, cluster } = world;
  return [
    '',
    ...world.intents.map(
      intent =>
        `intent ${intent.id} ${name(intent.principalArn)} ${
          intent.roleId
        } ${intentState(intent, cluster, at)} ${termsText(intent.terms)}${
          intent.allowed ? ` allowed ${termsText(intent.allowed)}` : ''
        }`,
    ),
    ...world.managed.map(
      row =>
        `row ${name(row.principalArn)} ${last(row.accessEntryArn)} ${termsText({
          policies: row.parts,
          kubernetesGroups: row.kubernetesGroups,
        })} written ${at - row.lastWriteAt} ms ago`,
    ),
    ...world.aws.map(
      entry =>
        `entry ${name(entry.principalArn)} ${last(entry.accessEntryArn)} ${
          entry.type
        } ${termsText(entry)} tags ${Object.keys(entry.tags)}`,
    ),
    ...[...world.roles].map(
      ([arn, role]) =>
        `role ${name(arn)} ${
          role.kind === 'exists'
            ? `${role.roleId} ${role.createdAt}`
            : role.kind
        }`,
    ),
    `withheld ${world.withheld}`,
    `unreadable ${world.listIsUnreadable} ${world.unreadable.map(name)}`,
  ].join('\n');
}

function termsText({ policies, kubernetesGroups }: Terms): string {
  return `{${policies.map(policyText).join('; ')}${
    kubernetesGroups.length > 0 ? ` groups ${kubernetesGroups}` : ''
  }}`;
}

function policyText({ policyArn, scope }: PolicyTerm): string {
  return `${accessPolicyName(policyArn)?.slice('AmazonEKS'.length)} ${
    scope.type === 'cluster' ? 'cluster' : scope.namespaces
  }`;
}

function name(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

function last(arn: string | undefined): string {
  return arn ? name(arn) : '-';
}
