import { AwsFault, type EksGateway } from '../aws';
import { describeOnEachDatabase } from '../database/__testUtils__';
import {
  aMapping,
  aStandingLevel,
  devArn,
  editPolicy,
  editorRole,
  EngineBench,
  FakeCatalog,
  paymentsRole,
  terms,
  viewPolicy,
  type Engine,
} from './__testUtils__';

jest.setTimeout(120_000);

const lost = () =>
  new AwsFault('maybe-applied', 'Test', 'The answer was lost.');

const payments = aMapping('payments', devArn, [
  aStandingLevel(paymentsRole, terms(viewPolicy, 'payments')),
]);

/** Loses the answer of the next call of one kind: the call has its effect, or never leaves. */
function losing(
  method: 'createEntry' | 'associatePolicy' | 'deleteEntry',
  when: 'after the effect' | 'before it leaves',
) {
  let armed = true;
  const lose = async <T>(call: () => Promise<T>): Promise<T> => {
    if (!armed) return await call();
    armed = false;
    if (when === 'after the effect') await call();
    throw lost();
  };
  return (real: EksGateway): Partial<EksGateway> => {
    switch (method) {
      case 'createEntry':
        return {
          createEntry: (...args) => lose(() => real.createEntry(...args)),
        };
      case 'associatePolicy':
        return {
          associatePolicy: (...args) =>
            lose(() => real.associatePolicy(...args)),
        };
      case 'deleteEntry':
        return {
          deleteEntry: (...args) => lose(() => real.deleteEntry(...args)),
        };
    }
  };
}

describeOnEachDatabase('A call whose answer is lost', engine => {
  let bench: EngineBench;

  beforeEach(async () => {
    bench = await EngineBench.create(engine, new FakeCatalog(payments));
    await bench.manage();
  });
  afterEach(() => bench.stop());

  /** Looks until nothing is left open; each look counts as half a minute, but not for what a read may still hide. */
  async function settle(process: Engine = bench.main) {
    for (let look = 0; look < 5; look++) {
      await bench.age(12_000);
      await bench.look(process);
      if ((await bench.openOperations()).length === 0) return;
    }
  }

  it.each([
    ['createEntry', 'after the effect'],
    ['createEntry', 'before it leaves'],
    ['associatePolicy', 'after the effect'],
    ['associatePolicy', 'before it leaves'],
  ] as const)(
    'gives a grant once when the answer to %s was lost %s [C3]',
    async (method, when) => {
      const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
      const unlucky = bench.start({ eks: losing(method, when) });
      await bench.look(unlucky);
      expect(await bench.openOperations()).toHaveLength(1);
      expect(bench.grants.get(id)).toMatchObject({
        state: 'starting',
        trouble: { kind: 'retrying' },
      });

      await settle(unlucky);
      expect(await bench.openOperations()).toEqual([]);
      expect(bench.grants.get(id).state).toBe('active');
      expect(bench.grants.get(id).trouble).toBeUndefined();
      expect(await bench.entry(editorRole)).toMatchObject({
        policies: [{ policyArn: editPolicy }],
      });

      // It is ours, so its end finds it.
      bench.grants.end(id, 'given-back', await bench.database.now());
      await bench.look();
      expect(await bench.entry(editorRole)).toBeUndefined();
      await bench.auditActions();
    },
  );

  it.each(['after the effect', 'before it leaves'] as const)(
    'ends a grant when the answer to the delete was lost %s [C3, C6]',
    async when => {
      const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
      await bench.look();
      bench.grants.end(id, 'expired', await bench.database.now());
      const unlucky = bench.start({ eks: losing('deleteEntry', when) });
      await bench.look(unlucky);
      expect(bench.grants.get(id).state).toBe('ending');
      expect(await bench.openOperations()).toHaveLength(1);

      await settle(unlucky);
      expect(await bench.openOperations()).toEqual([]);
      expect(bench.grants.get(id).state).toBe('ended');
      expect(await bench.entry(editorRole)).toBeUndefined();
    },
  );

  it('sends a create again under the same client token, so that there is one entry [C2]', async () => {
    const tokens: string[] = [];
    let armed = true;
    await bench.grant(editorRole, terms(editPolicy, 'payments'));
    const unlucky = bench.start({
      eks: real => ({
        createEntry: async (name, entry) => {
          tokens.push(entry.clientToken);
          if (armed) {
            armed = false;
            throw lost();
          }
          return await real.createEntry(name, entry);
        },
      }),
    });
    await bench.look(unlucky);
    await settle(unlucky);

    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(1);
  });

  it('leaves a principal alone while an unanswered call may still be under way', async () => {
    const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    const unlucky = bench.start({
      eks: losing('createEntry', 'before it leaves'),
    });
    await bench.look(unlucky);
    bench.aws.simulator.resetCalls();
    await bench.look(unlucky);

    expect(bench.writes()).toEqual([]);
    expect(bench.grants.get(id).state).toBe('starting');
  });

  it('ends a grant whose create was never answered, also when it is found later', async () => {
    const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    const unlucky = bench.start({
      eks: losing('createEntry', 'after the effect'),
    });
    await bench.look(unlucky);
    bench.grants.end(id, 'given-back', await bench.database.now());
    await settle();

    expect(bench.grants.get(id).state).toBe('ended');
    expect(await bench.entry(editorRole)).toBeUndefined();
  });

  it('does not call a grant ended while its unanswered create may still arrive', async () => {
    const id = await bench.grant(editorRole, terms(editPolicy, 'payments'));
    const unlucky = bench.start({
      eks: losing('createEntry', 'before it leaves'),
    });
    await bench.look(unlucky);
    bench.grants.end(id, 'given-back', await bench.database.now());
    await bench.age(20_000);
    await bench.look();
    expect(bench.grants.get(id).state).toBe('ending');

    await bench.age(60_000);
    await bench.look();
    expect(bench.grants.get(id).state).toBe('ended');
    expect(await bench.openOperations()).toEqual([]);
  });
});
