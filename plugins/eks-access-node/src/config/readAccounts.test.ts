import { ConfigReader } from '@backstage/config';
import { readAccounts } from './readAccounts';

const account = {
  accountId: '011122223333',
  regions: ['eu-west-1'],
  owner: 'group:default/platform',
};

const read = (...accounts: object[]) =>
  readAccounts(new ConfigReader({ eksAccess: { accounts } }));

describe('readAccounts', () => {
  it('reads accounts, with the owner as a full reference', () => {
    expect(read({ ...account, owner: 'Platform' })).toEqual([
      {
        accountId: '011122223333',
        regions: ['eu-west-1'],
        owner: 'group:default/platform',
        simulated: false,
      },
    ]);
  });

  it('reads none where none are configured', () => {
    expect(readAccounts(new ConfigReader({}))).toEqual([]);
  });

  it('keeps each Region once', () => {
    expect(
      read({ ...account, regions: ['eu-west-1', 'us-east-1', 'eu-west-1'] })[0]
        .regions,
    ).toEqual(['eu-west-1', 'us-east-1']);
  });

  it('gives what nobody can change afterwards', () => {
    const accounts = read(account);
    expect(Object.isFrozen(accounts)).toBe(true);
    expect(Object.isFrozen(accounts[0].regions)).toBe(true);
  });

  it.each([
    ['http://127.0.0.1:4566', true],
    ['https://[::1]:4566', true],
  ])('accepts the endpoint %s of a simulated account', endpoint => {
    expect(read({ ...account, simulated: true, endpoint })[0].endpoint).toBe(
      endpoint,
    );
  });

  it.each<[string, object, string]>([
    [
      'an account id that YAML read as a number',
      { ...account, accountId: 11122223333 },
      'eksAccess.accounts[0].accountId: must be a text: write the account id in quotes',
    ],
    [
      'an account id of 11 digits',
      { ...account, accountId: '11122223333' },
      'eksAccess.accounts[0].accountId: must have 12 digits',
    ],
    [
      'no Region',
      { ...account, regions: [] },
      'eksAccess.accounts[0].regions: must name at least one Region',
    ],
    [
      'an availability zone for a Region',
      { ...account, regions: ['eu-west-1a'] },
      'eksAccess.accounts[0].regions[0]',
    ],
    [
      'an owner that is no reference',
      { ...account, owner: 'group:default/a b/c' },
      'eksAccess.accounts[0].owner',
    ],
    [
      'a person as owner',
      { ...account, owner: 'user:default/alice' },
      'eksAccess.accounts[0].owner: must be the reference of a group',
    ],
    [
      'a misspelt key',
      { ...account, region: 'eu-west-1' },
      'eksAccess.accounts[0]: Unrecognized key: "region"',
    ],
    [
      'an endpoint for a real account',
      { ...account, endpoint: 'http://127.0.0.1:4566' },
      'eksAccess.accounts[0].endpoint: may only be set with simulated: true',
    ],
    [
      'a simulated account without an endpoint',
      { ...account, simulated: true },
      'eksAccess.accounts[0].endpoint: must be the URL of the simulator',
    ],
    [
      'an endpoint on another host',
      { ...account, simulated: true, endpoint: 'http://127.0.0.1.example.org' },
      'eksAccess.accounts[0].endpoint: must be a URL on this machine',
    ],
  ])('refuses %s and names the key', (_case, wrong, message) => {
    expect(() => read(wrong)).toThrow(message);
  });

  it('refuses an account that is named twice', () => {
    expect(() => read(account, account)).toThrow(
      'eksAccess.accounts[1].accountId: names account 011122223333 a second time',
    );
  });
});
