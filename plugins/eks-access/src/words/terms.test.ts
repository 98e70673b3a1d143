import { alan, aPolicy, grace, platform } from '../__fixtures__';
import {
  askedWords,
  levelInScope,
  listWords,
  policyAtScope,
  roleName,
} from './terms';

const clusterWide = aPolicy({ scope: { type: 'cluster' } });

describe('levelInScope', () => {
  it('names the namespaces of all policies once', () => {
    const ledger = aPolicy({
      scope: { type: 'namespace', namespaces: ['payments', 'ledger'] },
    });
    expect(levelInScope('Edit', [aPolicy(), ledger])).toBe(
      'Edit in ledger and payments',
    );
  });

  it('says the whole cluster as soon as one policy holds there', () => {
    expect(levelInScope('Edit', [aPolicy(), clusterWide])).toBe(
      'Edit on the whole cluster',
    );
  });

  it('is the bare title where no policy carries the level', () => {
    expect(levelInScope('Edit', [])).toBe('Edit');
  });
});

describe('askedWords', () => {
  const inPlatform = { person: grace, because: '', via: platform };

  it('names the deciding group once, however many people are in it', () => {
    expect(askedWords([inPlatform, { ...inPlatform, person: alan }])).toBe(
      'Platform',
    );
  });

  it('names the people where a group is not known for each', () => {
    expect(askedWords([inPlatform, { person: alan, because: '' }])).toBe(
      'Grace Hopper or Alan Turing',
    );
  });

  it('names nobody where nobody is known', () => {
    expect(askedWords([])).toBe('a decider');
  });
});

describe('policyAtScope', () => {
  it('is one line', () => {
    expect(policyAtScope(aPolicy())).toBe('AmazonEKSEditPolicy @ payments');
    expect(policyAtScope(clusterWide)).toBe(
      'AmazonEKSEditPolicy @ whole cluster',
    );
  });
});

describe('roleName', () => {
  it('is the last part of the ARN, without the path', () => {
    expect(roleName('arn:aws-cn:iam::111122223333:role/teams/a/editor')).toBe(
      'editor',
    );
    expect(roleName('arn:aws:iam::111122223333:role/editor')).toBe('editor');
  });

  it('leaves what is no role as it is', () => {
    expect(roleName('arn:aws:iam::111122223333:user/ada')).toBe(
      'arn:aws:iam::111122223333:user/ada',
    );
  });
});

describe('listWords', () => {
  it('puts the joiner before the last', () => {
    expect(listWords(['a', 'b', 'c'], 'or')).toBe('a, b or c');
  });
});
