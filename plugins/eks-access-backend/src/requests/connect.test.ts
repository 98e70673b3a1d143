import { connectLines } from './connect';

const input = {
  clusterArn: 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-dev',
  principalArn: 'arn:aws:iam::111122223333:role/teams/payments-editor',
  level: 'edit',
  nameIsShared: false,
};

describe('connectLines', () => {
  it('names Region, cluster, role, context and user', () => {
    expect(connectLines(input).lines).toEqual([
      'aws eks update-kubeconfig --region eu-west-1 --name payments-dev --role-arn arn:aws:iam::111122223333:role/teams/payments-editor --alias payments-dev-edit --user-alias payments-dev-edit',
    ]);
  });

  it('keeps contexts of clusters of one name apart by account and Region', () => {
    expect(connectLines({ ...input, nameIsShared: true }).lines[0]).toContain(
      '--alias payments-dev-111122223333-eu-west-1-edit --user-alias payments-dev-111122223333-eu-west-1-edit',
    );
  });

  it('quotes what a shell would interpret [rule 11]', () => {
    const role = 'arn:aws:iam::111122223333:role/a$(id)/b=c';

    expect(connectLines({ ...input, principalArn: role }).lines[0]).toContain(
      `--role-arn '${role}'`,
    );
  });

  it('says which credentials it needs', () => {
    expect(connectLines(input).needs).toContainEqual(
      expect.stringContaining('may assume the role payments-editor'),
    );
  });

  it('refuses what is no cluster or no role', () => {
    expect(() => connectLines({ ...input, principalArn: 'me' })).toThrow(
      'not a cluster and a role',
    );
  });
});
