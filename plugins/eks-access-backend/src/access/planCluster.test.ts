import {
  CLUSTER,
  CLUSTER_ADMIN,
  EDIT,
  EDITOR,
  HOUR,
  NOW,
  VIEW,
  aGrant,
  aRow,
  anEntry,
  anIntent,
  planInput,
  policy,
  reads,
  terms,
} from './__testUtils__/builders';
import {
  declarationEnded,
  givenBack,
  inShort,
  planned,
  standing,
} from './__testUtils__/planned';
import { planCluster } from './planCluster';

describe('the plan', () => {
  it('takes ends first, then grants, then removals', () => {
    const { steps } = planCluster(
      planInput({
        intents: [
          anIntent({ id: 'left', principalArn: EDITOR, end: declarationEnded }),
          aGrant({ end: givenBack }),
          aGrant({ id: 'new', terms: terms(policy(CLUSTER_ADMIN, 'c')) }),
          standing,
        ],
        managed: [
          aRow({ principalArn: EDITOR }),
          aRow({ parts: [policy(VIEW, 'a'), policy(EDIT, 'a')] }),
        ],
        observed: reads(
          anEntry({ principalArn: EDITOR }),
          anEntry({ policies: [policy(VIEW, 'a'), policy(EDIT, 'a')] }),
        ),
      }),
    );
    expect(steps.map(inShort)).toEqual([
      'end: disassociate-policy EditPolicy for grant',
      'grant: associate-policy ClusterAdminPolicy c for new',
      'removal: delete-entry for left',
    ]);
  });

  it('has a hash that tells other steps, and not another time', () => {
    const at = (instant: number, intents = [standing]) =>
      planCluster(planInput({ at: instant, intents })).hash;
    expect(at(NOW + HOUR)).toBe(at(NOW));
    expect(at(NOW, [anIntent({ terms: terms(policy(VIEW, 'b')) })])).not.toBe(
      at(NOW),
    );
    expect(
      planCluster(
        planInput({
          cluster: { ...CLUSTER, createdAt: CLUSTER.createdAt + 1 },
        }),
      ).hash,
    ).not.toBe(planCluster(planInput()).hash);
  });

  it('goes by the row that fits what AWS shows, should there be two of one principal', () => {
    expect(
      planned({
        intents: [standing],
        managed: [
          aRow({ rowId: 'another', accessEntryArn: 'arn:another' }),
          aRow(),
        ],
        observed: reads(anEntry()),
      }),
    ).toMatchObject({ steps: [], remarks: [] });
  });
});
