import type {
  AssociatePolicyStep,
  DeleteEntryStep,
  DesiredEntry,
  ManagedEntry,
  ObservedEntry,
  PlanStep,
} from '../access';
import { recoverOperation, type RecoveryInput } from './recoverOperation';
import { editPolicy } from './__testUtils__/FakeCatalog';

const principalArn = 'arn:aws:iam::111122223333:role/teams/payments-editor';
const intendedAt = 1_000_000;
const reason = { purpose: 'grant', intents: ['grant'] } as const;

const create: PlanStep = {
  kind: 'create-entry',
  principalArn,
  roleId: 'AROA',
  kubernetesGroups: [],
  ...reason,
};
const associate: AssociatePolicyStep = {
  kind: 'associate-policy',
  principalArn,
  policyArn: editPolicy,
  scope: { type: 'namespace', namespaces: ['payments'] },
  ...reason,
};
const narrow: AssociatePolicyStep = { ...associate, purpose: 'end' };
const remove: DeleteEntryStep = {
  kind: 'delete-entry',
  principalArn,
  purpose: 'end',
  intents: ['grant'],
};

const row: ManagedEntry = {
  rowId: 'row',
  principalArn,
  mappingRef: 'eksaccessmapping:default/payments',
  accessEntryArn: 'arn:entry',
  kubernetesGroups: [],
  parts: [],
  lastWriteAt: intendedAt,
};
const entry: ObservedEntry = {
  principalArn,
  accessEntryArn: 'arn:entry',
  type: 'STANDARD',
  username: '',
  kubernetesGroups: [],
  tags: { row: 'row' },
  createdAt: intendedAt,
  modifiedAt: intendedAt,
  policies: [],
};
const withPolicy = (...namespaces: string[]): ObservedEntry => ({
  ...entry,
  policies: [
    { policyArn: editPolicy, scope: { type: 'namespace', namespaces } },
  ],
});
const desired: DesiredEntry = {
  principalArn,
  roleId: '',
  policies: [],
  kubernetesGroups: [],
  because: ['another'],
};

/** Ten seconds after the intent, when the request is surely over. */
function recover(
  step: PlanStep,
  shown: ObservedEntry | undefined,
  with_: Partial<RecoveryInput> = {},
) {
  return recoverOperation({
    operation: { id: 'op', rowId: 'row', step, intendedAt },
    at: intendedAt + 10_000,
    requestTimeoutMs: 10_000,
    read: { kind: 'known', value: shown, asOf: intendedAt },
    managed: row,
    desired: undefined,
    lastGivenAt: undefined,
    ownTags: rowId => ({ row: rowId }),
    ...with_,
  });
}

const early = { at: intendedAt + 9_999 };
const late = { at: intendedAt + 60_000 };
const unborn = { managed: { ...row, accessEntryArn: undefined } };

describe('recoverOperation of what was given', () => {
  it('finds a created entry by the tags of its row, at once', () => {
    expect(recover(create, entry, { ...unborn, ...early })).toEqual({
      kind: 'done',
      accessEntryArn: 'arn:entry',
    });
  });

  it('takes an entry with other tags for somebody else’s', () => {
    expect(
      recover(create, { ...entry, tags: {} }, { ...unborn, ...late }),
    ).toEqual({ kind: 'not-done' });
  });

  it('waits while the request may be under way, then leaves it to the plan, then calls it not done', () => {
    expect(recover(create, undefined, { ...unborn, ...early })).toEqual({
      kind: 'wait',
      until: intendedAt + 10_000,
    });
    expect(recover(create, undefined, unborn)).toEqual({ kind: 'open' });
    expect(recover(create, undefined, { ...unborn, ...late })).toEqual({
      kind: 'not-done',
    });
  });

  it('finds a policy by its scope', () => {
    expect(recover(associate, withPolicy('payments'))).toEqual({
      kind: 'done',
    });
    expect(recover(associate, withPolicy('checkout'))).toEqual({
      kind: 'open',
    });
    expect(recover(associate, entry)).toEqual({ kind: 'open' });
  });

  it('does not take the state before our last gift for a narrowing that was done', () => {
    const given = { lastGivenAt: intendedAt - 5_000 };
    expect(recover(narrow, withPolicy('payments'), given)).toEqual({
      kind: 'open',
    });
    expect(
      recover(narrow, withPolicy('payments'), { ...given, ...late }),
    ).toEqual({ kind: 'done' });
  });

  it('concludes nothing from what could not be read', () => {
    const read = { kind: 'unknown', because: 'no answer' } as const;
    expect(recover(create, undefined, { read, ...late })).toEqual({
      kind: 'open',
    });
  });
});

describe('recoverOperation of what was taken away', () => {
  it.each([
    ['still there', entry],
    ['gone', undefined],
  ])('repeats it until AWS answers, be it %s', (_case, shown) => {
    expect(recover(remove, shown)).toEqual({ kind: 'repeat' });
    expect(recover(remove, shown, late)).toEqual({ kind: 'repeat' });
  });

  it('waits while the request may be under way', () => {
    expect(recover(remove, entry, early)).toEqual({
      kind: 'wait',
      until: intendedAt + 10_000,
    });
  });

  describe('when somebody has come to need it', () => {
    it('does not repeat it, and calls it not done once it would show', () => {
      expect(recover(remove, entry, { desired })).toEqual({ kind: 'open' });
      expect(recover(remove, entry, { desired, ...late })).toEqual({
        kind: 'not-done',
      });
    });

    it('calls it done where it is gone, so that it is given anew', () => {
      expect(recover(remove, undefined, { desired })).toEqual({ kind: 'done' });
    });

    it('takes the entry of somebody else under the same principal for gone', () => {
      expect(
        recover(remove, { ...entry, accessEntryArn: 'other' }, { desired }),
      ).toEqual({ kind: 'done' });
    });

    it('does not believe an absence right after something was given', () => {
      const lastGivenAt = intendedAt - 1_000;
      expect(recover(remove, undefined, { desired, lastGivenAt })).toEqual({
        kind: 'wait',
        until: lastGivenAt + 60_000,
      });
    });
  });
});
