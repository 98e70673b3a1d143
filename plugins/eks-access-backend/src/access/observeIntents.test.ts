import {
  aForeignEntry,
  aGrant,
  anEntry,
  anIntent,
  aRole,
  aRow,
  EDIT,
  ENTRY_CREATED_AT,
  NOW,
  planInput,
  policy,
  reads,
  TEAM,
  terms,
  unknown,
  VIEW,
} from './__testUtils__/builders';
import { observeIntents } from './observeIntents';
import type { PlanInput } from './plan';

function seen(change: Partial<PlanInput>) {
  return Object.fromEntries(
    observeIntents(planInput(change)).map(({ intentId, observed }) => [
      intentId,
      observed,
    ]),
  );
}

const justNow = { lastWriteAt: NOW - 1 };
const revoked = { kind: 'revoked', at: NOW } as const;
const left = { kind: 'requester-left', at: NOW } as const;

describe('a live intent', () => {
  it.each<[string, Partial<PlanInput>, string]>([
    [
      'stands on our entry',
      { managed: [aRow()], observed: reads(anEntry()) },
      'present',
    ],
    [
      'is covered by a foreign entry',
      { observed: reads(aForeignEntry({ policies: [policy(VIEW)] })) },
      'present',
    ],
    [
      'stands in part',
      {
        intents: [anIntent({ terms: terms(policy(VIEW, 'a', 'b')) })],
        observed: reads(aForeignEntry()),
      },
      'absent',
    ],
    ['does not stand', {}, 'absent'],
    ['was just written', { managed: [aRow(justNow)] }, 'unknown'],
    ['cannot be read', { observed: unknown() }, 'unknown'],
    [
      'stands on a node',
      { observed: reads(aForeignEntry({ type: 'EC2' })) },
      'absent',
    ],
    [
      'stands on a dead entry',
      {
        observed: reads(anEntry()),
        roles: new Map([
          [TEAM, aRole(TEAM, { createdAt: ENTRY_CREATED_AT + 1 })],
        ]),
      },
      'absent',
    ],
    [
      'stands for another role of that name',
      {
        observed: reads(anEntry()),
        roles: new Map([[TEAM, aRole(TEAM, { roleId: 'AROANEW' })]]),
      },
      'absent',
    ],
    [
      'stands, with the role unread',
      { observed: reads(anEntry()), roles: new Map() },
      'present',
    ],
    [
      'is allowed nothing any more',
      { intents: [anIntent({ allowed: terms() })], observed: reads(anEntry()) },
      'absent',
    ],
  ])('that %s is %3$s', (_name, change, observed) => {
    expect(seen({ intents: [anIntent()], ...change })).toEqual({
      standing: observed,
    });
  });
});

describe('an ended intent', () => {
  const ended = aGrant({ terms: terms(policy(VIEW, 'a')), end: revoked });
  const ours = { managed: [aRow()], observed: reads(anEntry()) };

  it.each<[string, Partial<PlanInput>, string]>([
    ['whose part stands', ours, 'present'],
    ['whose entry is gone', { managed: [aRow()] }, 'absent'],
    [
      'whose entry was made again by others',
      { managed: [aRow()], observed: reads(aForeignEntry()) },
      'absent',
    ],
    ['that never had an entry', {}, 'absent'],
    [
      'whose part is gone',
      { managed: [aRow()], observed: reads(anEntry({ policies: [] })) },
      'absent',
    ],
    [
      'whose part is not ours',
      { managed: [aRow({ parts: [] })], observed: reads(anEntry()) },
      'absent',
    ],
    [
      'whose part just went',
      {
        managed: [aRow({ ...justNow, parts: [] })],
        observed: reads(anEntry()),
      },
      'unknown',
    ],
    [
      'whose part may still appear',
      { managed: [aRow(justNow)], observed: reads(anEntry({ policies: [] })) },
      'unknown',
    ],
    ['whose entry may still appear', { managed: [aRow(justNow)] }, 'unknown'],
    [
      'whose create was not answered',
      {
        managed: [aRow({ accessEntryArn: undefined })],
        observed: reads(anEntry()),
      },
      'unknown',
    ],
    ['that cannot be read', { ...ours, observed: unknown() }, 'unknown'],
    [
      'whose part stands with our tag lost',
      { managed: [aRow()], observed: reads(anEntry({ tags: {} })) },
      'present',
    ],
    [
      'whose part a live intent needs',
      { ...ours, intents: [ended, anIntent()] },
      'absent',
    ],
    [
      'whose part a withdrawn intent keeps',
      { ...ours, intents: [ended, anIntent({ end: left })] },
      'absent',
    ],
  ])('%s is %3$s', (_name, change, observed) => {
    expect(seen({ intents: [ended], ...change })).toMatchObject({
      grant: observed,
    });
  });

  it('whose group stands is present, unless another needs the group', () => {
    const withGroup = aGrant({
      terms: { policies: [], kubernetesGroups: ['readers'] },
      end: revoked,
    });
    const groups = { kubernetesGroups: ['readers'] };
    const stands = {
      managed: [aRow(groups)],
      observed: reads(anEntry(groups)),
    };
    expect(seen({ ...stands, intents: [withGroup] })).toEqual({
      grant: 'present',
    });
    expect(
      seen({
        ...stands,
        intents: [
          withGroup,
          anIntent({ terms: { policies: [], kubernetesGroups: ['readers'] } }),
        ],
      }),
    ).toMatchObject({ grant: 'absent' });
  });
});

describe('a withdrawn intent', () => {
  it('is present while another withdrawn one keeps its part, as both wait for the budget', () => {
    expect(
      seen({
        intents: [
          anIntent({ end: left }),
          aGrant({ terms: terms(policy(VIEW, 'a')), end: left }),
        ],
        managed: [aRow()],
        observed: reads(anEntry()),
      }),
    ).toEqual({ grant: 'present', standing: 'present' });
  });

  it('is absent where a live one needs its part', () => {
    expect(
      seen({
        intents: [
          anIntent(),
          aGrant({ terms: terms(policy(VIEW, 'a')), end: left }),
        ],
        managed: [aRow()],
        observed: reads(anEntry()),
      }),
    ).toEqual({ grant: 'absent', standing: 'present' });
  });
});

it('answers once for each intent, sorted', () => {
  expect(
    observeIntents(
      planInput({
        intents: [
          anIntent({ id: 'b' }),
          aGrant({ id: 'a', terms: terms(policy(EDIT)) }),
          anIntent({ id: 'b' }),
        ],
      }),
    ).map(({ intentId }) => intentId),
  ).toEqual(['a', 'b']);
});
