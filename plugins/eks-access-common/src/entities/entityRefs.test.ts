import fc from 'fast-check';
import { canonicalEntityRef, canonicalMappingRef } from './entityRefs';

describe('canonicalEntityRef', () => {
  it.each([
    ['group:default/payments', 'group:default/payments'],
    ['Group:Default/Payments', 'group:default/payments'],
    ['payments', 'group:default/payments'],
    ['team-a/payments', 'group:team-a/payments'],
    ['user:anna', 'user:default/anna'],
  ])('reads %s', (text, ref) => {
    expect(
      canonicalEntityRef(text, {
        defaultKind: 'group',
        defaultNamespace: 'default',
      }),
    ).toBe(ref);
  });

  it.each([
    '',
    ' group:default/payments',
    'group:default/payments\n',
    'group:default/pay ments',
    'group:default/a/b',
    'group:a:b',
    'group:/x',
    // The Kelvin sign, which lowers to k, and a Cyrillic a.
    'group:default/\u212Aafka',
    'group:default/p\u0430yments',
    'group:default/../platform/',
  ])('does not read %j', text => {
    expect(
      canonicalEntityRef(text, {
        defaultKind: 'group',
        defaultNamespace: 'default',
      }),
    ).toBeUndefined();
  });

  it('gives for its own answer the same again, whatever the text [RELIABILITY 24]', () => {
    const pieces = fc.constantFrom(
      ...['group', 'Group', ':', '/', 'default', 'DEFAULT', 'a', 'A', '.', '_'],
      ...['-', ' ', '\u212A', '\u0130', '%2f', '\n', '..'],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 9 }).map(some => some.join('')),
        ),
        text => {
          const defaults = {
            defaultKind: 'group',
            defaultNamespace: 'default',
          };
          const ref = canonicalEntityRef(text, defaults);
          expect(ref === undefined || canonicalEntityRef(ref)).toBe(
            ref ?? true,
          );
        },
      ),
      { numRuns: 5000 },
    );
  });
});

describe('canonicalMappingRef', () => {
  it('takes a short name for a group, or a cluster, of the namespace of the mapping', () => {
    expect(canonicalMappingRef('group', 'payments', 'acme')).toBe(
      'group:acme/payments',
    );
    expect(canonicalMappingRef('cluster', 'payments-dev', 'acme')).toBe(
      'resource:acme/payments-dev',
    );
  });

  it('does not take a user for a group, or a component for a cluster', () => {
    expect(canonicalMappingRef('group', 'user:default/anna', 'x')).toBe(
      undefined,
    );
    expect(canonicalMappingRef('cluster', 'component:default/api', 'x')).toBe(
      undefined,
    );
  });
});
