import { otherManagerOf } from './otherManager';

describe('otherManagerOf', () => {
  it.each<[Record<string, string>, string | undefined]>([
    [{ 'aws:cloudformation:stack-name': 'x' }, 'CloudFormation'],
    [{ 'alpha.eksctl.io/cluster-name': 'x' }, 'eksctl'],
    [{ 'services.k8s.aws/namespace': 'x' }, 'ACK'],
    [{ ManagedBy: 'Terraform' }, 'Terraform'],
    [{ 'managed-by': 'terraform' }, 'Terraform'],
    [{ 'app.kubernetes.io/managed_by': 'OpenTofu' }, 'Terraform'],
    [{ terraform: 'true' }, 'Terraform'],
    [{ Provisioner: 'terraform' }, 'Terraform'],
    [{ ManagedBy: 'Pulumi' }, 'Pulumi'],
    [{ team: 'terraform' }, undefined],
    [{ terraform: 'false' }, undefined],
    [{ ManagedBy: ' ' }, undefined],
    [{ 'eks-access.io/row': 'x' }, undefined],
    [{}, undefined],
  ])('reads %j as %s', (tags, tool) => {
    expect(otherManagerOf(tags)).toBe(tool);
  });
});
