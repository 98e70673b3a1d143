import {
  EDIT,
  namespaces,
  NOW,
  TEAM,
  VIEW,
  WHOLE_CLUSTER,
} from './__testUtils__/builders';
import { describeRemark, describeStep } from './describe';
import type { PlanStep, RemarkBody } from './plan';

const names = {
  intent: (id: string) => `level ${id} of Payments`,
};

const reason = { principalArn: TEAM, intents: ['view'] };

describe('describeStep', () => {
  it.each<[PlanStep, string]>([
    [
      {
        kind: 'create-entry',
        roleId: 'AROA',
        kubernetesGroups: [],
        purpose: 'grant',
        ...reason,
      },
      'Make an access entry for payments.',
    ],
    [
      {
        kind: 'create-entry',
        roleId: 'AROA',
        kubernetesGroups: ['a', 'b'],
        purpose: 'grant',
        ...reason,
      },
      'Make an access entry for payments with Kubernetes groups a, b.',
    ],
    [
      {
        kind: 'associate-policy',
        policyArn: VIEW,
        scope: namespaces('a'),
        purpose: 'grant',
        ...reason,
      },
      'Give payments AmazonEKSViewPolicy in namespace a.',
    ],
    [
      {
        kind: 'associate-policy',
        policyArn: VIEW,
        scope: WHOLE_CLUSTER,
        purpose: 'grant',
        ...reason,
      },
      'Give payments AmazonEKSViewPolicy on the whole cluster.',
    ],
    [
      {
        kind: 'associate-policy',
        policyArn: VIEW,
        scope: namespaces('a', 'b'),
        purpose: 'end',
        ...reason,
      },
      'Leave payments AmazonEKSViewPolicy only in namespaces a, b.',
    ],
    [
      {
        kind: 'disassociate-policy',
        policyArn: EDIT,
        purpose: 'end',
        ...reason,
      },
      'Take AmazonEKSEditPolicy from payments.',
    ],
    [
      { kind: 'delete-entry', purpose: 'removal', ...reason },
      'Remove the access entry of payments with all that it gives.',
    ],
  ])('says of %j', (step, sentence) => {
    expect(describeStep(step, names)).toEqual({
      sentence,
      because: ['level view of Payments'],
    });
  });
});

/** One remark of each code; the compiler tells when one is missing. */
const remarks: {
  [Code in RemarkBody['code']]: Extract<RemarkBody, { code: Code }>;
} = {
  'entry-gives-it-already': {
    kind: 'covered',
    code: 'entry-gives-it-already',
    details: { tool: 'Terraform' },
  },
  'foreign-part-gives-it-already': {
    kind: 'covered',
    code: 'foreign-part-gives-it-already',
    details: { policyArn: VIEW },
  },
  'foreign-policy-on-our-entry': {
    kind: 'foreign',
    code: 'foreign-policy-on-our-entry',
    details: { policyArn: VIEW, scope: WHOLE_CLUSTER },
  },
  'foreign-group-on-our-entry': {
    kind: 'foreign',
    code: 'foreign-group-on-our-entry',
    details: { kubernetesGroups: ['g'] },
  },
  'entry-is-not-standard': {
    kind: 'protected',
    code: 'entry-is-not-standard',
    details: { type: 'EC2_LINUX' },
  },
  'entry-missing': {
    kind: 'drift',
    code: 'entry-missing',
    details: { lastWriteAt: NOW },
  },
  'entry-replaced': { kind: 'drift', code: 'entry-replaced', details: {} },
  'policy-missing': {
    kind: 'drift',
    code: 'policy-missing',
    details: { policyArn: VIEW },
  },
  'scope-changed': {
    kind: 'drift',
    code: 'scope-changed',
    details: { policyArn: VIEW, wrote: namespaces('a'), shows: WHOLE_CLUSTER },
  },
  'group-missing': {
    kind: 'drift',
    code: 'group-missing',
    details: { kubernetesGroups: ['g'] },
  },
  'tag-lost': { kind: 'drift', code: 'tag-lost', details: {} },
  'foreign-entry-does-not-give-it': {
    kind: 'blocked',
    code: 'foreign-entry-does-not-give-it',
    details: {},
  },
  'foreign-part-does-not-give-it': {
    kind: 'blocked',
    code: 'foreign-part-does-not-give-it',
    details: { policyArn: VIEW, asks: namespaces('a'), shows: namespaces('b') },
  },
  'groups-are-fixed': {
    kind: 'blocked',
    code: 'groups-are-fixed',
    details: { kubernetesGroups: ['g'] },
  },
  'groups-cannot-go-alone': {
    kind: 'blocked',
    code: 'groups-cannot-go-alone',
    details: { kubernetesGroups: ['g'] },
  },
  'role-gone': { kind: 'blocked', code: 'role-gone', details: {} },
  'role-replaced': {
    kind: 'blocked',
    code: 'role-replaced',
    details: { roleId: 'AROANEW' },
  },
  'cluster-replaced': {
    kind: 'blocked',
    code: 'cluster-replaced',
    details: {},
  },
  'entries-unread': {
    kind: 'unknown',
    code: 'entries-unread',
    details: { because: 'AWS did not answer' },
  },
  'entry-unread': {
    kind: 'unknown',
    code: 'entry-unread',
    details: { because: 'AWS did not answer' },
  },
  'role-unread': {
    kind: 'unknown',
    code: 'role-unread',
    details: { because: 'IAM did not answer' },
  },
  'not-yet-visible': {
    kind: 'unknown',
    code: 'not-yet-visible',
    details: { lastWriteAt: NOW },
  },
  'create-unanswered': {
    kind: 'unknown',
    code: 'create-unanswered',
    details: {},
  },
  'not-confirmed': { kind: 'unknown', code: 'not-confirmed', details: {} },
  'role-is-younger-than-entry': {
    kind: 'dead-entry',
    code: 'role-is-younger-than-entry',
    details: { entryCreatedAt: NOW - 1, roleCreatedAt: NOW },
  },
};

describe('describeRemark', () => {
  it.each(Object.values(remarks))('says $code in whole sentences', body => {
    const { sentence, next } = describeRemark({ ...reason, ...body }, names);
    for (const text of next ? [sentence, next] : [sentence]) {
      expect(text).toMatch(/^[A-Z].*\.$/);
      expect(text).not.toMatch(/undefined|\[object|arn:/);
    }
  });

  it.each(Object.values(remarks).filter(({ kind }) => kind !== 'covered'))(
    'says what to do about $code',
    body => {
      expect(describeRemark({ ...reason, ...body }, names).next).toBeDefined();
    },
  );

  it('says who provides what is covered', () => {
    expect(
      describeRemark({ ...reason, ...remarks['entry-gives-it-already'] }, names)
        .sentence,
    ).toBe(
      'The entry of payments already gives level view of Payments: provided by Terraform, so nothing is written.',
    );
  });

  it('says both scopes of a change', () => {
    expect(
      describeRemark({ ...reason, ...remarks['scope-changed'] }, names)
        .sentence,
    ).toBe(
      'AmazonEKSViewPolicy of payments was changed outside of the portal: given in namespace a, stands on the whole cluster.',
    );
  });

  it('names a principal that is no role as it is', () => {
    expect(
      describeRemark(
        {
          principalArn: 'arn:aws:iam::111122223333:user/ana',
          intents: [],
          ...remarks['tag-lost'],
        },
        names,
      ).sentence,
    ).toContain('arn:aws:iam::111122223333:user/ana');
  });
});
