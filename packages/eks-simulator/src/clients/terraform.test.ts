import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTerraformMirror, runTool } from '../__testUtils__/tools';
import { exampleAccounts, exampleWorld } from '../example';
import { startSimulator, type RunningSimulator } from '../server';

const patienceMs = 600_000;
const mirror = findTerraformMirror();
const describeWithTerraform = mirror === undefined ? describe.skip : describe;

const clusterArn = 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-dev';
const roleNames = [
  'payments',
  'payments-editor',
  'ledger-editor',
  'shop',
  'shop-editor',
];

function principalArn(name: string) {
  return `arn:aws:iam::${exampleAccounts.acme}:role/teams/${name}`;
}

// No `skip_*` flag: the provider asks STS who it is, as it would ask AWS.
function configuration(simulator: RunningSimulator): string {
  const { accessKeyId, secretAccessKey } = simulator.credentials(
    exampleAccounts.acme,
  );
  return `
    terraform {
      required_providers {
        aws = {
          source = "hashicorp/aws"
        }
      }
    }
    provider "aws" {
      region     = "eu-west-1"
      access_key = "${accessKeyId}"
      secret_key = "${secretAccessKey}"
      endpoints {
        eks = "${simulator.url}"
        iam = "${simulator.url}"
        sts = "${simulator.url}"
      }
    }
    data "aws_iam_role" "team" {
      for_each = toset(${JSON.stringify(roleNames)})
      name     = each.key
    }
    resource "aws_eks_access_entry" "team" {
      for_each          = data.aws_iam_role.team
      cluster_name      = "payments-dev"
      principal_arn     = each.value.arn
      kubernetes_groups = ["team:\${each.key}"]
      tags = {
        ManagedBy = "terraform"
      }
    }
    resource "aws_eks_access_policy_association" "view" {
      for_each      = aws_eks_access_entry.team
      cluster_name  = each.value.cluster_name
      principal_arn = each.value.principal_arn
      policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"
      access_scope {
        type = "cluster"
      }
    }
    resource "aws_eks_access_policy_association" "edit" {
      for_each      = aws_eks_access_entry.team
      cluster_name  = each.value.cluster_name
      principal_arn = each.value.principal_arn
      policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy"
      access_scope {
        type       = "namespace"
        namespaces = [each.key, "common"]
      }
    }
  `;
}

describeWithTerraform("Terraform's AWS provider", () => {
  let simulator: RunningSimulator;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'eks-simulator-terraform-'));
    simulator = await startSimulator({
      seed: exampleWorld(new Date()),
      port: 0,
    });
    await writeFile(join(folder, 'main.tf'), configuration(simulator));
    await writeFile(
      join(folder, 'cli.tfrc'),
      `provider_installation {
         filesystem_mirror {
           path = ${JSON.stringify(mirror ?? '')}
         }
       }`,
    );
  });

  afterAll(async () => {
    await simulator.stop();
    await rm(folder, { recursive: true });
  });

  async function terraform(...args: string[]): Promise<string> {
    const { AWS_PROFILE: _profile, ...inherited } = process.env;
    const { code, stdout, stderr } = await runTool(
      'terraform',
      [...args, '-no-color', '-input=false'],
      {
        cwd: folder,
        env: {
          ...inherited,
          TF_CLI_CONFIG_FILE: join(folder, 'cli.tfrc'),
          CHECKPOINT_DISABLE: '1',
          AWS_CONFIG_FILE: '/dev/null',
          AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
          AWS_EC2_METADATA_DISABLED: 'true',
        },
      },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  }

  function entries() {
    return simulator.state().clusters[clusterArn].entries;
  }

  it(
    'applies 5 entries with associations, plans no changes, and destroys them [needs terraform]',
    async () => {
      const before = entries();
      await terraform('init');
      const applied = await terraform('apply', '-auto-approve');
      expect(applied).toContain('15 added, 0 changed, 0 destroyed');
      for (const name of roleNames) {
        const entry = entries()[principalArn(name)];
        expect(entry).toMatchObject({
          type: 'STANDARD',
          kubernetesGroups: [`team:${name}`],
          tags: { ManagedBy: 'terraform' },
        });
        const scopes = Object.values(entry.associations).map(
          ({ accessScope }) => accessScope,
        );
        expect(scopes).toHaveLength(2);
        expect(scopes).toContainEqual({ type: 'cluster', namespaces: [] });
        expect(scopes).toContainEqual({
          type: 'namespace',
          namespaces: expect.arrayContaining([name, 'common']),
        });
      }

      simulator.resetCalls();
      // Exit code 0 says: no changes; 2 would say that there are some.
      const plan = await terraform('plan', '-detailed-exitcode');
      expect(plan).toContain('No changes.');
      expect(simulator.calls({ write: true })).toEqual([]);
      expect(simulator.calls({ service: 'sts' }).length).toBeGreaterThan(0);
      expect(simulator.calls({ operation: 'GetRole' })).toHaveLength(5);

      const destroyed = await terraform('destroy', '-auto-approve');
      expect(destroyed).toContain('15 destroyed');
      expect(entries()).toEqual(before);
    },
    patienceMs,
  );
});
