import {
  grantEndSchema,
  previewSchema,
  requestSchema,
  type GrantEnd,
} from '@eks-access/backstage-plugin-eks-access-common';
import type { Grant, RequestDetails, RequestRecord } from '../../requests';
import { EFFECT_LINGERS_MS, refused } from '../../requests';
import {
  aMappingInForce,
  anEditLevel,
  ann,
  aRole,
  aView,
  bob,
  clusterArn,
  mappingRef,
  payments,
  platform,
  someTerms,
} from '../../requests/__testUtils__';
import { previewView, requestView } from './requests';

const at = Date.UTC(2026, 0, 2, 12);
const id = '9f4e2c1a-6a0b-4c8e-9d55-0f3f3c1f7a10';
const names = {
  ...aView(),
  title: (ref: string) => ref.replace(/^.*\//, '').toUpperCase(),
};

function aGrant(overrides: Partial<Grant> = {}): Grant {
  return {
    id,
    requestId: id,
    round: 1,
    state: 'active',
    clusterArn,
    approvedAt: at,
    expiresAt: at + 3_600_000,
    startedAt: at + 1_000,
    endingAt: undefined,
    endedBecause: undefined,
    removedAtApiAt: undefined,
    trouble: undefined,
    held: undefined,
    missing: undefined,
    ...overrides,
  };
}

function aDetails(
  request: Partial<RequestRecord['request']> = {},
  rest: Partial<RequestDetails> & { grant?: Grant } = {},
): RequestDetails {
  const { grant, ...overrides } = rest;
  return {
    record: {
      request: {
        id,
        version: 1,
        state: 'waiting',
        round: 1,
        requesterRef: ann,
        groupRef: payments,
        mappingRef,
        level: 'edit',
        levelTitle: 'Edit',
        clusterArn,
        durationMs: 3_600_000,
        reason: 'Release 1.2',
        createdAt: at,
        answerBy: at + 86_400_000,
        terms: someTerms(),
        termsHash: 'abc',
        whoCanAssume: { state: 'unknown', because: 'not read' },
        ...request,
      },
      decisions: [],
      grant,
    },
    deciderGroups: [platform],
    deciders: {
      people: [{ ref: bob, title: 'Bob', groupRef: platform }],
      unreadGroups: [],
    },
    roleAlsoCarries: [],
    decidesVia: undefined,
    canCancel: false,
    canGiveBack: false,
    clusterNameIsShared: false,
    at,
    ...overrides,
  };
}

/** As sent: through JSON and the strict contract. */
const sent = (details: RequestDetails) =>
  requestSchema.parse(JSON.parse(JSON.stringify(requestView(details, names))));

describe('requestView', () => {
  it('says who decides and why, and why the reader may', () => {
    const view = sent(aDetails({}, { decidesVia: platform }));

    expect(view.deciders).toEqual([
      {
        person: { ref: bob, title: 'Bob' },
        because: 'member of PLATFORM, which decides level Edit of PAYMENTS',
        via: { ref: platform, title: 'PLATFORM' },
      },
    ]);
    expect(view.youMayDecideBecause).toBe(
      'member of PLATFORM, which decides level Edit of PAYMENTS',
    );
  });

  it('names a group of deciders that cannot be listed, instead of nobody [rule 8]', () => {
    const { deciders } = sent(
      aDetails({}, { deciders: { people: [], unreadGroups: [platform] } }),
    );

    expect(deciders).toEqual([
      expect.objectContaining({
        person: { ref: platform, title: 'PLATFORM' },
        because: expect.stringContaining('cannot be read at the moment'),
      }),
    ]);
  });

  it('gives the lines to connect with while the grant is active, and at no other time', () => {
    const linesIn = (state: Grant['state']) =>
      sent(aDetails({ state: 'approved' }, { grant: aGrant({ state }) })).grant
        ?.connect?.lines.length;

    expect(
      (['starting', 'active', 'ending', 'ended'] as const).map(linesIn),
    ).toEqual([undefined, 1, undefined, undefined]);
  });

  it('tells when AWS no longer shows the access from when it is surely without effect [RELIABILITY B61]', () => {
    const { grant } = sent(
      aDetails(
        { state: 'approved' },
        {
          grant: aGrant({
            state: 'ended',
            endedBecause: 'given-back',
            removedAtApiAt: at,
          }),
        },
      ),
    );

    expect(grant?.removedAtApiAt).toBe('2026-01-02T12:00:00.000Z');
    expect(grant?.surelyWithoutEffectBy).toBe(
      new Date(at + EFFECT_LINGERS_MS).toISOString(),
    );
  });

  it('promises no time without effect for a cluster that is gone', () => {
    const { grant } = sent(
      aDetails(
        { state: 'approved' },
        { grant: aGrant({ state: 'ended', endedBecause: 'orphaned' }) },
      ),
    );

    expect(grant).not.toHaveProperty('surelyWithoutEffectBy');
  });

  it('shows why an approved grant is not applied yet', () => {
    const { grant } = sent(
      aDetails(
        { state: 'approved' },
        {
          grant: aGrant({
            state: 'starting',
            held: { because: 'The catalog does not answer.', since: at },
          }),
        },
      ),
    );

    expect(grant?.trouble).toEqual({
      kind: 'retrying',
      sentence: 'The catalog does not answer.',
      since: '2026-01-02T12:00:00.000Z',
    });
  });

  it('marks decisions on terms that have changed since', () => {
    const details = aDetails({ round: 2 });
    const decision = {
      requestId: id,
      requestVersion: 1,
      byRef: bob,
      decision: 'approve' as const,
      comment: undefined,
      termsHash: 'abc',
      at,
    };
    const { decisions, sentence } = sent({
      ...details,
      record: {
        ...details.record,
        decisions: [
          { ...decision, round: 1 },
          { ...decision, round: 2 },
        ],
      },
    });

    expect(decisions.map(({ voided }) => voided)).toEqual([true, undefined]);
    expect(sentence).toContain('has changed');
  });

  it.each([
    ['waiting', 'Waiting for an answer of PLATFORM.'],
    ['denied', 'Denied.'],
    ['cancelled', 'Cancelled by ANN.'],
    ['timed-out', 'Nobody answered in time.'],
  ] as const)('says where a request stands that is %s', (state, sentence) => {
    expect(sent(aDetails({ state })).sentence).toBe(sentence);
  });

  it.each(grantEndSchema.options)(
    'has words of its own for a grant that ends as %s',
    end => {
      const sentenceOf = (endedBecause: GrantEnd) =>
        sent(
          aDetails(
            { state: 'approved' },
            { grant: aGrant({ state: 'ending', endedBecause }) },
          ),
        ).sentence;
      const others = grantEndSchema.options.filter(other => other !== end);

      expect(sentenceOf(end)).toMatch(/; the access is being removed\.$/);
      expect(others.map(sentenceOf)).not.toContain(sentenceOf(end));
    },
  );
});

describe('previewView', () => {
  it('is what the form is drawn from', () => {
    const view = previewSchema.parse(
      previewView(
        {
          at,
          clusterArn,
          mapping: aMappingInForce(),
          level: anEditLevel(),
          role: aRole(),
          deciders: { people: [], unreadGroups: [] },
          durationsMs: [900_000, 3_600_000],
          roleAlsoCarries: ['something else'],
          refusals: [
            refused('ROLE_UNKNOWN', [
              { field: 'role', problem: 'IAM says that there is no such role' },
            ]),
          ],
        },
        names,
      ),
    );

    expect(view).toMatchObject({
      durations: ['PT15M', 'PT1H'],
      maxDuration: 'PT1H',
      cluster: {
        name: 'payments-dev',
        entityRef: 'resource:default/payments-dev',
      },
    });
    expect(view.refusals).toEqual([
      expect.objectContaining({
        code: 'ROLE_UNKNOWN',
        happened: expect.stringContaining(
          '(IAM says that there is no such role)',
        ),
      }),
    ]);
  });
});
