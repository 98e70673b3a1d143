import {
  EDIT,
  NOW,
  VIEW,
  WHOLE_CLUSTER,
  aForeignEntry,
  aGrant,
  aRow,
  anEntry,
  anIntent,
  namespaces,
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

describe('where somebody changed our entry', () => {
  it('does not restore an entry that is gone [rule 12]', () => {
    expect(planned({ intents: [standing], managed: [aRow()] })).toMatchObject({
      steps: [],
      remarks: ['entry-missing'],
      closable: [],
    });
  });

  it('lets the row go once nobody needs the entry that is gone', () => {
    expect(planned({ managed: [aRow()] })).toMatchObject({
      steps: [],
      closable: [aRow().rowId],
    });
  });

  it('takes an entry that was made again for foreign [rule 6]', () => {
    expect(
      planned({
        intents: [standing, aGrant()],
        managed: [aRow()],
        observed: reads(aForeignEntry()),
      }),
    ).toMatchObject({ steps: [], remarks: ['entry-replaced'] });
  });

  it('does not restore a policy that is gone, nor a namespace [rule 12]', () => {
    expect(
      planned({
        intents: [standing],
        managed: [aRow()],
        observed: reads(anEntry({ policies: [] })),
      }),
    ).toMatchObject({ steps: [], remarks: ['policy-missing'] });
    expect(
      planned({
        intents: [anIntent({ terms: terms(policy(VIEW, 'a', 'b')) })],
        managed: [aRow({ parts: [policy(VIEW, 'a', 'b')] })],
        observed: reads(anEntry()),
      }),
    ).toMatchObject({ steps: [], remarks: ['scope-changed'] });
  });

  it('does not give again what is gone when another namespace of it ends [rule 12]', () => {
    const parts = [policy(VIEW, 'a', 'b')];
    const { steps } = planCluster(
      planInput({
        intents: [
          standing,
          aGrant({ terms: terms(policy(VIEW, 'b')), end: givenBack }),
        ],
        managed: [aRow({ parts })],
        observed: reads(anEntry({ policies: [policy(VIEW, 'b')] })),
      }),
    );
    expect(steps.map(inShort)).toEqual([
      'end: disassociate-policy ViewPolicy for grant',
    ]);
    // The row remembers that a was taken away, else the next plan would give it again.
    expect(steps[0]).toMatchObject({ recordAs: namespaces('a') });
  });

  it('leaves what was added in place, and takes away only ours [rule 6]', () => {
    const parts = [policy(VIEW, 'a', 'b')];
    const { steps, remarks } = planCluster(
      planInput({
        intents: [
          standing,
          aGrant({ terms: terms(policy(VIEW, 'b')), end: givenBack }),
        ],
        managed: [aRow({ parts })],
        observed: reads(anEntry({ policies: [policy(VIEW, 'a', 'b', 'x')] })),
      }),
    );
    expect(steps.map(inShort)).toEqual([
      'end: associate-policy ViewPolicy a,x for grant',
    ]);
    expect(steps[0]).toMatchObject({ recordAs: namespaces('a') });
    expect(remarks.map(({ code }) => code)).toEqual(['scope-changed']);
  });

  it('ends even what was widened to the whole cluster, down to what others need [precedence]', () => {
    expect(
      planned({
        intents: [
          standing,
          aGrant({ terms: terms(policy(VIEW, 'b')), end: givenBack }),
        ],
        managed: [aRow({ parts: [policy(VIEW, 'a', 'b')] })],
        observed: reads(anEntry({ policies: [policy(VIEW)] })),
      }),
    ).toMatchObject({
      steps: ['end: associate-policy ViewPolicy a for grant'],
      remarks: ['scope-changed'],
    });
  });

  it('gives in the same write what is asked for where the end takes along what was added', () => {
    const { steps } = planCluster(
      planInput({
        intents: [
          anIntent({ terms: terms(policy(VIEW, 'b')) }),
          aGrant({ terms: terms(policy(VIEW, 'a')), end: givenBack }),
        ],
        managed: [aRow()],
        observed: reads(anEntry({ policies: [policy(VIEW, 'a*')] })),
      }),
    );
    expect(steps.map(inShort)).toEqual([
      'grant: associate-policy ViewPolicy b for standing',
    ]);
    expect(steps[0]).toMatchObject({
      recordAs: namespaces('b'),
      otherwise: { kind: 'disassociate-policy', purpose: 'end' },
    });
  });

  it('records as ours all that it writes where the end takes along what was added', () => {
    const { steps } = planCluster(
      planInput({
        intents: [
          standing,
          anIntent({ id: 'second', terms: terms(policy(VIEW, 'c')) }),
          aGrant({ terms: terms(policy(VIEW, 'b')), end: givenBack }),
        ],
        managed: [aRow({ parts: [policy(VIEW, 'a', 'b')] })],
        observed: reads(anEntry({ policies: [policy(VIEW)] })),
      }),
    );
    expect(steps).toEqual([
      expect.objectContaining({
        purpose: 'end',
        scope: namespaces('a', 'c'),
        recordAs: namespaces('a', 'c'),
      }),
    ]);
  });

  it('leaves it to a person where only the catalog would narrow it', () => {
    expect(
      planned({
        intents: [
          standing,
          aGrant({ terms: terms(policy(VIEW, 'b')), end: declarationEnded }),
        ],
        managed: [aRow({ parts: [policy(VIEW, 'a', 'b')] })],
        observed: reads(anEntry({ policies: [policy(VIEW)] })),
      }),
    ).toMatchObject({ steps: [], remarks: ['scope-changed'] });
  });

  it.each([
    ['gives what is asked', WHOLE_CLUSTER, 'foreign-part-gives-it-already'],
    ['does not', namespaces('b'), 'foreign-part-does-not-give-it'],
  ])('never merges a foreign policy that %s [rule 6]', (_name, scope, code) => {
    expect(
      planned({
        intents: [standing, aGrant()],
        managed: [aRow()],
        observed: reads(
          anEntry({
            policies: [policy(VIEW, 'a'), { policyArn: EDIT, scope }],
          }),
        ),
      }),
    ).toMatchObject({ steps: [], remarks: [code] });
  });

  it('takes only its own from an entry that carries foreign parts [rule 6]', () => {
    expect(
      planned({
        intents: [anIntent({ end: givenBack })],
        managed: [aRow()],
        observed: reads(
          anEntry({ policies: [policy(VIEW, 'a'), policy(EDIT)] }),
        ),
      }),
    ).toMatchObject({
      steps: ['end: disassociate-policy ViewPolicy for standing'],
      remarks: ['foreign-policy-on-our-entry'],
    });
    expect(
      planned({
        intents: [anIntent({ end: givenBack })],
        managed: [aRow()],
        observed: reads(anEntry({ kubernetesGroups: ['theirs'] })),
      }),
    ).toMatchObject({
      steps: ['end: disassociate-policy ViewPolicy for standing'],
      remarks: ['foreign-group-on-our-entry'],
    });
  });

  it('forgets what somebody removed once nobody needs it, so that it can be asked for again', () => {
    const parts = [policy(VIEW, 'a'), policy(EDIT, 'a')];
    expect(
      planned({
        intents: [standing, aGrant({ end: givenBack })],
        managed: [aRow({ parts })],
        observed: reads(anEntry()),
      }),
    ).toEqual({
      steps: [],
      remarks: [],
      closable: [],
      forget: [[EDIT, undefined]],
    });
    expect(
      planned({
        intents: [standing],
        managed: [aRow({ parts: [policy(VIEW, 'a', 'b')] })],
        observed: reads(anEntry()),
      }).forget,
    ).toEqual([[VIEW, namespaces('a')]]);
  });
});

describe('within a minute of our own write', () => {
  const justNow = { lastWriteAt: NOW - 59_999 };

  it.each([
    ['no entry', reads()],
    ['the entry before', reads(aForeignEntry())],
    ['no policy', reads(anEntry({ policies: [] }))],
    ['an older scope', reads(anEntry({ policies: [policy(VIEW, 'b')] }))],
  ])('takes %s for not yet visible, and not for drift', (_name, observed) => {
    expect(
      planned({ intents: [standing], managed: [aRow(justNow)], observed }),
    ).toEqual({
      steps: [],
      remarks: ['not-yet-visible'],
      closable: [],
      forget: [],
    });
  });

  it('takes what we just removed for not foreign', () => {
    expect(
      planned({
        intents: [standing],
        managed: [aRow(justNow)],
        observed: reads(
          anEntry({ policies: [policy(VIEW, 'a'), policy(EDIT, 'a')] }),
        ),
      }),
    ).toMatchObject({ steps: [], remarks: [] });
  });

  it('does not close the row of an entry that may still appear', () => {
    expect(planned({ managed: [aRow(justNow)] }).closable).toEqual([]);
  });

  it('waits with an end while it is not known whether the rest of the part stands', () => {
    const observed = reads(anEntry({ policies: [policy(VIEW, 'b')] }));
    const intents = [
      standing,
      aGrant({ terms: terms(policy(VIEW, 'b')), end: givenBack }),
    ];
    const parts = [policy(VIEW, 'a', 'b')];
    expect(
      planned({ intents, observed, managed: [aRow({ ...justNow, parts })] }),
    ).toMatchObject({ steps: [], remarks: ['not-yet-visible'] });
    expect(
      planned({ intents, observed, managed: [aRow({ parts })] }).steps,
    ).toEqual(['end: disassociate-policy ViewPolicy for grant']);
  });

  it('ends at once what nobody else needs', () => {
    expect(
      planned({
        intents: [standing, aGrant({ end: givenBack })],
        managed: [
          aRow({ ...justNow, parts: [policy(VIEW, 'a'), policy(EDIT, 'a')] }),
        ],
        observed: reads(
          anEntry({ policies: [policy(VIEW, 'a'), policy(EDIT, 'b')] }),
        ),
      }).steps,
    ).toEqual(['end: disassociate-policy EditPolicy for grant']);
  });
});
