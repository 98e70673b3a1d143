import { ownTagsOf } from './ownTags';

const installation = { id: 'portal', tagSecret: 'a'.repeat(64) };
const cluster = 'arn:aws:eks:eu-west-1:111122223333:cluster/dev';
const principal = 'arn:aws:iam::111122223333:role/teams/payments';
const hmac = (tags: Readonly<Record<string, string>>) =>
  tags['eks-access.io/hmac'];

describe('ownTagsOf', () => {
  const tags = ownTagsOf(installation, cluster)('row-1', principal);

  it('names the installation and the row', () => {
    expect(tags).toEqual({
      'eks-access.io/installation': 'portal',
      'eks-access.io/row': 'row-1',
      'eks-access.io/hmac': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it.each([
    ['cluster', ownTagsOf(installation, `${cluster}2`)('row-1', principal)],
    ['principal', ownTagsOf(installation, cluster)('row-1', `${principal}2`)],
    ['row', ownTagsOf(installation, cluster)('row-2', principal)],
    [
      'secret',
      ownTagsOf({ ...installation, tagSecret: 'b'.repeat(64) }, cluster)(
        'row-1',
        principal,
      ),
    ],
  ])('signs the %s', (_part, other) => {
    expect(hmac(other)).not.toBe(hmac(tags));
  });

  it('fits the limits of EKS tags: 128 characters a key, 256 a value [DOMAIN 1.0]', () => {
    for (const [key, value] of Object.entries(tags)) {
      expect(key.length).toBeLessThanOrEqual(128);
      expect(value.length).toBeLessThanOrEqual(256);
    }
  });
});
